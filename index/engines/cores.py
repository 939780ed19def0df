"""How many cores NumPy multiplies on, by threadpoolctl."""

from threadpoolctl import ThreadpoolController


def multiply_on_one_core() -> None:
    """Have NumPy multiply on one core from now on.

    What is multiplied for a question takes a tenth of a millisecond. Threads of it wait for one
    another in a loop, and where something else has the cores that takes fifty times as long as
    the work. The model and FAISS, whose work is longer, keep theirs.
    """
    for library in ThreadpoolController().lib_controllers:
        if library.user_api == "blas" and "numpy" in library.filepath:
            library.set_num_threads(1)
