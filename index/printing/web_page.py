"""Paper -> one page of HTML, to read and to print; it needs nothing from anywhere else."""

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from index.printing import paper as words
from index.printing.paper import Paper

_PAGE = """\
<!doctype html>
<html lang="{{ paper.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{ paper.topic }}</title>
<style>
:root { color-scheme: light dark; --line: #8886; --link: #1a4fa0; --soft: #666; }
@media (prefers-color-scheme: dark) { :root { --link: #8ab4f8; --soft: #aaa; } }
body { font: 1.05rem/1.55 Georgia, "Noto Serif", "Songti SC", "Noto Serif CJK SC", serif;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.2rem 0 0.6rem; }
a { color: var(--link); }
.told, .kind, .label { color: var(--soft); font-size: 0.92rem; margin: 0.3rem 0; }
.lead { font-weight: bold; }
figure { margin: 1.2rem 0; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line);
  white-space: pre-line; }
figcaption { color: var(--soft); font-size: 0.88rem; padding-left: calc(1rem + 3px); }
.note { font-size: 0.75em; vertical-align: super; line-height: 0; text-decoration: none; }
.together { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line);
  padding: 0.5rem 0; margin: 1.2rem 0; }
.together > div { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
  gap: 0 1.5rem; }
.together figure { margin: 0.5rem 0; }
.together figure:last-child:nth-child(odd) { grid-column: 1 / -1; }
ol.notes, ul.list { padding-left: 1.6rem; font-size: 0.92rem; }
.bibliography p { padding-left: 2rem; text-indent: -2rem; margin: 0.4rem 0; font-size: 0.92rem; }
:target { background: #fd06; }
@page { margin: 2.2cm 2cm; }
@media print {
  :root { color-scheme: light; --link: #000; --soft: #444; font-size: 10.5pt; }
  body { font-size: 1rem; max-width: none; margin: 0; padding: 0; }
  h1, h2, .label { break-after: avoid; }
  li, .bibliography p { break-inside: avoid; }
  blockquote { orphans: 3; widows: 3; }
  figcaption { break-before: avoid; }
  a { text-decoration: none; }
  .back { display: none; }
}
</style>
</head>
<body>
{%- macro linked(reference) %}
{%- set before, words, after = reference.pieces %}
{{- before }}{% if words %}<a href="{{ reference.target }}" rel="noopener noreferrer">
{{- words }}</a>{{ after }}{% endif %}
{%- endmacro %}
{%- macro quotation(one) %}
<figure id="passage-{{ one.number }}">
<blockquote{% if one.language %} lang="{{ one.language }}"{% endif %} dir="auto">
{%- if one.begins_within %}{{ words.OMISSION }} {% endif %}{{ one.lines | join("\\n") }}
{%- if one.ends_within %} {{ words.OMISSION }}{% endif -%}
<a class="note" href="#note-{{ one.number }}">{{ one.number }}</a></blockquote>
<figcaption><bdi>{{ one.source }}</bdi></figcaption>
</figure>
{%- endmacro %}
{%- macro listing(listing) %}
<p class="label">{{ listing.label }}:</p>
<ul class="list">
{%- for source in listing.sources %}
<li><bdi>{{ source }}</bdi></li>
{%- endfor %}
</ul>
{%- if listing.more %}
<p class="label">{{ listing.more }}</p>
{%- endif %}
{%- endmacro %}
<header>
<p class="kind">{{ paper.kind }}{% if paper.date %}, {{ paper.date }}{% endif %}</p>
<h1 dir="auto">{{ paper.topic }}</h1>
{%- for line in paper.told %}
<p class="told">{{ line }}</p>
{%- endfor %}
<p class="told">{{ words.PASSAGES_ONLY }}</p>
</header>
<main>
{%- if paper.lead %}
<p class="lead">{{ paper.lead }}</p>
{%- endif %}
{%- for part in paper.parts %}
<section>
{%- if part.heading is not none %}
<h2 dir="auto">{{ part.heading }}</h2>
{%- endif %}
{%- for point in part.points %}
{%- if point | length > 1 %}
<div class="together"><p class="label">{{ words.SAME_POINT }}</p>
<div>{% for one in point %}{{ quotation(one) }}{% endfor %}
</div></div>
{%- else %}{{ quotation(point[0]) }}{% endif %}
{%- endfor %}
</section>
{%- endfor %}
{%- if paper.further %}
<section>
<h2>{{ words.ELSEWHERE }}</h2>
{{- listing(paper.further) }}
</section>
{%- endif %}
{%- if paper.missing or paper.silent %}
<section>
<h2>{{ words.NOT_COVERED }}</h2>
{%- if paper.missing %}
<p>{{ paper.missing }}</p>
{%- endif %}
{%- if paper.silent %}
{{- listing(paper.silent) }}
{%- endif %}
</section>
{%- endif %}
</main>
{%- if paper.notes %}
<section>
<h2>{{ words.NOTES }}</h2>
<ol class="notes">
{%- for note in paper.notes %}
<li id="note-{{ loop.index }}">{{ linked(note) }}
<a class="back" href="#passage-{{ loop.index }}" aria-label="{{ loop.index }}">↩</a></li>
{%- endfor %}
</ol>
</section>
<section class="bibliography">
<h2>{{ words.BIBLIOGRAPHY }}</h2>
{%- for entry in paper.bibliography %}
<p dir="auto">{{ linked(entry) }}</p>
{%- endfor %}
</section>
{%- endif %}
</body>
</html>
"""


def web_page(paper: Paper) -> bytes:
    """Return the paper as a file of HTML, in UTF-8."""
    return _template().render(paper=paper, words=words).encode()


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.from_string(_PAGE)
