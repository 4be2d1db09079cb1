"""Reads model.npz and model.safetensors of a folder, prints what is in them, and writes the same weights in Python's own ways."""

import json
import sys
from pathlib import Path

import numpy
from safetensors.numpy import load_file, save_file

folder = Path(sys.argv[1])
inputs = numpy.array(json.loads((folder / "inputs.json").read_text()), dtype=numpy.float32)
with numpy.load(folder / "model.npz", allow_pickle=False) as archive:
    npz = {name: archive[name] for name in archive.files}
safetensors = load_file(folder / "model.safetensors")
from_json = {
    name: numpy.array(rows, dtype=numpy.float32)
    for name, rows in json.loads((folder / "model.json").read_text()).items()
}


def told(model):
    hidden = numpy.maximum(inputs @ model["W_in"].T, 0)
    return {
        "names": sorted(model),
        "shapes": [list(model["W_in"].shape), list(model["W_out"].shape)],
        "bits": [model[name].astype("<f4").tobytes().hex() for name in ("W_in", "W_out")],
        "outputs": (hidden @ model["W_out"].T).tolist(),
    }


def each(change):
    return {name: change(matrix) for name, matrix in npz.items()}


numpy.savez(folder / "savez.npz", **npz)
numpy.savez_compressed(folder / "savez_compressed.npz", **npz)
numpy.savez(folder / "float64.npz", **each(lambda matrix: matrix.astype("float64")))
numpy.savez(folder / "fortran.npz", **each(numpy.asfortranarray))
numpy.savez_compressed(folder / "big_endian.npz", **each(lambda matrix: matrix.astype(">f4")))
save_file(npz, folder / "save_file.safetensors", metadata={"by": "Python"})
save_file(each(lambda matrix: matrix.astype("float64")), folder / "float64.safetensors")
(folder / "python.json").write_text(json.dumps(each(lambda matrix: matrix.tolist())))
print(json.dumps([told(model) for model in (npz, safetensors, from_json)]))
