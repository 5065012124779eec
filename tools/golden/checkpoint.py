"""Checkpoints in Python, with numpy alone.

Run: /usr/bin/python3 tools/golden/checkpoint.py          writes the golden file of nn's CheckpointTest
     /usr/bin/python3 tools/golden/checkpoint.py FILE…    reads files that Chainrule wrote, and lists them

`read` and `write` are the whole format: safetensors, whose metadata holds a checksum, `sha256`: that
of the file as it is with those 64 digits replaced by zeros.
"""

import hashlib
import json
import struct
import sys
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parents[2] / "nn/src/test/resources/golden/checkpoint.safetensors"
ZEROS = "0" * 64
DTYPES = {"BOOL": np.dtype("?"), "I64": np.dtype("<i8"), "F32": np.dtype("<f4"), "F64": np.dtype("<f8")}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


def read(path):
    """The arrays and the strings of a checkpoint, after a look at its checksum."""
    file = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", file[:8])
    header = json.loads(file[8 : 8 + length])
    metadata = header.pop("__metadata__")
    checksum = metadata.pop("sha256")
    cleared = file.replace(checksum.encode(), ZEROS.encode(), 1)
    if hashlib.sha256(cleared).hexdigest() != checksum:
        raise ValueError(f"{path}: damaged")
    data = file[8 + length :]
    arrays = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        elements = np.frombuffer(data[begin:end], DTYPES[entry["dtype"]])
        arrays[name] = elements.reshape(entry["shape"])
    return arrays, metadata


def write(path, arrays, metadata):
    """Writes a checkpoint, with the widest elements first, as Chainrule does."""
    placed = sorted(arrays, key=lambda name: -arrays[name].itemsize)
    offsets, end = {}, 0
    for name in placed:
        offsets[name] = [end, end + arrays[name].nbytes]
        end += arrays[name].nbytes
    header = {"__metadata__": {"sha256": ZEROS, **metadata}}
    for name, array in arrays.items():
        header[name] = {
            "dtype": NAMES[array.dtype],
            "shape": list(array.shape),
            "data_offsets": offsets[name],
        }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    file = struct.pack("<Q", len(text)) + text + b"".join(arrays[n].tobytes() for n in placed)
    checksum = hashlib.sha256(file).hexdigest()
    Path(path).write_bytes(file.replace(ZEROS.encode(), checksum.encode(), 1))


def example():
    floats = np.array([0x3FC00000, 0x80000000, 0x7FC12345, 0xFF812345, 0xFF800000, 1], "<u4")
    doubles = np.array([np.pi, -0.0, 0.0, 0.0, np.finfo("<f8").max], "<f8")
    doubles.view("<u8")[2:4] = [0x7FF8000000ABCDEF, 0xFFF0000000000001]
    arrays = {
        "seen": np.array([True, False, True]),
        "0.weight": floats.view("<f4").reshape(2, 3),
        "step": np.array(-(2**63) + 1, "<i8"),
        "nothing": np.zeros((2, 0, 3), "<f8"),
        "größe": np.array([[-(2**63)], [-1], [0], [2**63 - 1]], "<i8"),
        "running": doubles,
    }
    return arrays, {"step": "12000", "vocabulary": 'abc"\\é漢😀', "": ""}


def main(files):
    if not files:
        arrays, metadata = example()
        write(TARGET, arrays, metadata)
        back, strings = read(TARGET)
        assert strings == metadata and list(back) == list(arrays)
        assert all(back[n].tobytes() == a.tobytes() and back[n].shape == a.shape for n, a in arrays.items())
        print(f"{TARGET.name}: {len(arrays)} tensors, {TARGET.stat().st_size} bytes")
    for file in files:
        arrays, metadata = read(file)
        print(f"{file}: sound")
        for name, text in metadata.items():
            print(f"  {name!r}: {text!r}")
        for name, array in arrays.items():
            print(f"  {name!r}: {array.dtype} {list(array.shape)}")


if __name__ == "__main__":
    main(sys.argv[1:])
