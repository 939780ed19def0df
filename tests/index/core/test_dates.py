"""Dates that a text speaks of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.dates import FIRST_YEAR, LAST_YEAR, dates_in


def spoken(text: str) -> list[tuple[str, str, str]]:
    """Return what is written of each date, and its first and last day as they are told."""
    return [(text[one.start : one.end], one.first, one.last) for one in dates_in(text)]


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("on 14 December 2009 they met", "14 December 2009", "2009-12-14", "2009-12-14"),
        ("On December 14, 2009, they met", "December 14, 2009", "2009-12-14", "2009-12-14"),
        ("May 19, 2014", "May 19, 2014", "2014-05-19", "2014-05-19"),
        ("the 3rd of March 1999", "3rd of March 1999", "1999-03-03", "1999-03-03"),
        ("Sept. 3rd, 2001", "Sept. 3rd, 2001", "2001-09-03", "2001-09-03"),
        ("in December 2009 they", "December 2009", "2009-12", "2009-12"),
        ("in May of 2007", "May of 2007", "2007-05", "2007-05"),
        ("of 2009-12-14.", "2009-12-14", "2009-12-14", "2009-12-14"),
        ("in 2009, they", "2009", "2009", "2009"),
        ("active since at least 2006.", "2006", "2006", "2006"),
        ("no later than 2014", "2014", "2014", "2014"),
        ("the 2014 indictment", "2014", "2014", "2014"),
        ("(2009)", "2009", "2009", "2009"),
        ("mid-1994", "1994", "1994", "1994"),
        ("the 1990s", "1990s", "1990", "1999"),
        ("the 1800s", "1800s", "1800", "1899"),
        ("the 2000s", "2000s", "2000", "2009"),
        ("the mid-2000s", "2000s", "2004", "2006"),
        ("in the early 1990s", "1990s", "1990", "1993"),
        ("the late 1800s", "1800s", "1870", "1899"),
        ("the FY2016 budget", "2016", "2016", "2016"),
        (
            "on September 25\u201327, 2015",
            "September 25\u201327, 2015",
            "2015-09-25",
            "2015-09-27",
        ),
        ("on 25-27 September 2015", "25-27 September 2015", "2015-09-25", "2015-09-27"),
        (
            "the 25th to 27th of September, 2015",
            "25th to 27th of September, 2015",
            "2015-09-25",
            "2015-09-27",
        ),
        ("September 27-25, 2015", "September 27-25, 2015", "2015-09-25", "2015-09-25"),
        ("in Part 2, 1914-1918", "1914-1918", "1914", "1918"),
        ("the Foreign Office 2010 report", "2010", "2010", "2010"),
        ("at the 2015 Olympic Games", "2015", "2015", "2015"),
        ("test scores in 2014", "2014", "2014", "2014"),
        ("from 1999-2001", "1999-2001", "1999", "2001"),
        ("from 1999\u20132001", "1999\u20132001", "1999", "2001"),
        ("in 2003\u201304", "2003\u201304", "2003", "2004"),
        ("from 1990 to 2015 it", "1990 to 2015", "1990", "2015"),
        (
            "from September 30\u2013October 2, 2015",
            "September 30\u2013October 2, 2015",
            "2015-09-30",
            "2015-10-02",
        ),
        ("30 March to 2 April 2015", "30 March to 2 April 2015", "2015-03-30", "2015-04-02"),
        (
            "December 30 \u2013 January 2, 2015",
            "December 30 \u2013 January 2, 2015",
            "2014-12-30",
            "2015-01-02",
        ),
        ("September 25 and 26, 2015", "September 25 and 26, 2015", "2015-09-25", "2015-09-26"),
        ("September 25 and 28, 2015", "September 25 and 28, 2015", "2015-09-28", "2015-09-28"),
        ("from April to June 2012", "April to June 2012", "2012-04", "2012-06"),
        ("April 2010 to June 2012", "April 2010 to June 2012", "2010-04", "2012-06"),
        ("in March and April 2013", "March and April 2013", "2013-03", "2013-04"),
        ("in 2013-14 attacks fell", "2013-14", "2013", "2014"),
        ("in 2009-10 it", "2009-10", "2009", "2010"),
        ("in 2009-12 it", "2009-12", "2009-12", "2009-12"),
        ("in 2003-7 it", "2003-7", "2003", "2007"),
        ("(Winter 2014/15)", "2014/15", "2014", "2015"),
        ("the 1983/1984 season", "1983/1984", "1983", "1984"),
        ("filed 18/02/2014, late", "18/02/2014", "2014-02-18", "2014-02-18"),
        ("filed 09/25/2015, late", "09/25/2015", "2015-09-25", "2015-09-25"),
        ("(Smith, 1997a)", "1997a", "1997", "1997"),
        ("since 1992.1 Such change", "1992", "1992", "1992"),
        ("the 2014 attacks", "2014", "2014", "2014"),
        ("In 2013 attacks rose", "2013", "2013", "2013"),
        ("They say that in 2013 attacks rose", "2013", "2013", "2013"),
        ("It fell. In 2013 attacks rose", "2013", "2013", "2013"),
        ("Since 2013 more attacks have failed", "2013", "2013", "2013"),
        ("The Scotland Act 2012 extends it", "2012", "2012", "2012"),
        ("in a 1751 article", "1751", "1751", "1751"),
        ("above 1990 levels", "1990", "1990", "1990"),
        ("by 2070 it", "2070", "2070", "2070"),
        ("on 14\u00a0December\n2009", "14\u00a0December\n2009", "2009-12-14", "2009-12-14"),
    ],
)
def test_dates_are_found_as_precise_as_they_are(
    text: str, written: str, first: str, last: str
) -> None:
    """A day, a month, a year, a decade, a century or a range of years."""
    assert spoken(text) == [(written, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "2000 people came",
        "In 2000 patients with gout levels rose",
        "of 2000 patients were",
        "the tumours in 1950 patients were small",
        "the limit set by 1990 members had gone",
        "the tumours\nin 1950 patients were small",
        "attended by 2000 guests",
        "page 1999",
        "No. 1984",
        "Resolution 1973",
        "it cost $1999",
        "1,999 and 1999.5 and 1999%",
        "n=1554",
        "at 1500 \u00b0C",
        "a 1417 base pair fragment",
        "Regulation 139/2004/EC",
        "lives at 1401 Fulton",
        "1600 Pennsylvania Avenue",
        "in Fresno, 1401 Fulton",
        "scores of 1420\u20131530",
        "the SAT score, without its essay, was 1420 to 1530",
        "J. Neurosci., 8, 1488-1500",
        "J. Neurosci., 8, 1488\u20131500",
        "J. Neurosci., 8 (3), 1488 to 1500",
        "1470 consecutive",
        "1500 BC",
        "in 1500\u20131400 BCE",
        "the 1500s B.C.",
        "Windows 2000 and Office 2010",
        "port 1433",
        "RFC 1918",
        "ISO 1999",
        "1800 RPM",
        "in 1399 and in 2101",
        "12345 or 20091",
        "about 1500 in total",
        "on 31 February",
        "filed 02/03/2014",
        "Directive 2014/24/EU",
        "notes 1999 and 2001",
        "Section 1637 and \u00a7 1701",
        "18 U.S.C. 1832, 18 U. S. C. 1831 and 50 USC 1701",
        "H.R. 1560",
        "the Project 2049 Institute",
        "a 1536-well plate",
        "residue Ade 2058 in",
        "version 1999.2",
        "in 13/2014",
        "last year, and on 9/11",
        "",
    ],
)
def test_what_counts_or_numbers_something_is_no_year(text: str) -> None:
    """A quantity, a page, a price and a part of a longer figure are left alone."""
    assert spoken(text) == []


def test_a_day_that_no_calendar_has_is_a_month_at_most() -> None:
    """The 31st of February is none; its month and year are spoken of all the same."""
    assert spoken("on 31 February 2009") == [("February 2009", "2009-02", "2009-02")]


def test_several_dates_come_in_their_order() -> None:
    """Dates follow one another, and none is found twice."""
    text = "In 1999, on 14 December 2009 and again in the 1990s."
    assert [first for _, first, _ in spoken(text)] == ["1999", "2009-12-14", "1990"]


@given(
    st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d"]),
)
def test_every_day_is_found_in_every_form(day: date, form: str) -> None:
    """Whatever the day, and whichever way it is written."""
    written = day.strftime(form)
    assert spoken(f"They met on {written}, and left.") == [
        (written, day.isoformat(), day.isoformat())
    ]


@given(st.text(st.sampled_from("0123456789- ,.()MayDecember\u2013s/\n"), max_size=60))
def test_whatever_stands_there_dates_are_dates(text: str) -> None:
    """What is found lies within the text, does not overlap, and is a date of the calendar."""
    after = 0
    for one in dates_in(text):
        assert after <= one.start < one.end <= len(text)
        after = one.end
        for iso in (one.first, one.last):
            date.fromisoformat(f"{iso}-01-01"[:10])
            assert FIRST_YEAR <= int(iso[:4]) <= LAST_YEAR
        assert one.first <= one.last
