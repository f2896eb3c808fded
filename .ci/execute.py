"""Run notebooks as Jupyter does, each in a new kernel, without the cells that tests leave out (slow, gpu, notest)
or that export modules (which others import at the same time), and writing nothing back. Without arguments: the tutorials and the first
page, which a reader runs, and what asks whether it is in Jupyter.

>>> [read_in_jupyter(*o) for o in (('tutorials/30_first_steps', ''), ('00_core', 'if IN_NOTEBOOK: bar()'), ('experiments/20_lenet_mnist', 'x = 1'))]
[True, True, False]
>>> [left_out(s) for s in ('#| slow\\nx = 1', 'import nbdev; nbdev.nbdev_export()', '#| hide\\nx = 1', 'x = 1 # slow')]
[True, True, False, False]
"""
import os, re, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

def left_out(source): return re.search(r'(?m)^#\| *(slow|gpu|notest|eval: *false)|nbdev_export\(\)', source) is not None

def read_in_jupyter(name, source): return re.match('index|tutorials', name) is not None or 'IN_NOTEBOOK' in source

def chosen():
    "List the notebooks to run, tutorials first: they take long."
    def source(path): return '\n'.join(c.source for c in nbformat.read(path, 4).cells)
    return sorted((p for p in Path('nbs').rglob('[!._]*.ipynb') if read_in_jupyter(str(p.relative_to('nbs')), source(p))), reverse=True)

def why(path):
    "Run a notebook in its folder; say what went wrong, or nothing."
    nb = nbformat.read(path, 4)
    nb.cells = [c for c in nb.cells if c.cell_type == 'code' and not left_out(c.source)]
    try: NotebookClient(nb, timeout=600, kernel_name='python3', extra_arguments=['--log-level=ERROR'], resources=dict(metadata=dict(path=str(path.parent)))).execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as e: return str(e)[-1500:]

if __name__ == '__main__':
    os.environ['IN_TEST'] = '1' # as nbdev-test says it: tutorials leave nothing behind
    paths = [Path(p) for p in sys.argv[1:]] or chosen()
    with ThreadPoolExecutor(int(os.environ.get('JOBS', 2))) as pool: wrong = {p: w for p, w in zip(paths, pool.map(why, paths)) if w}
    for p, w in wrong.items(): print(f'{p}: {w}')
    print(f'{len(paths) - len(wrong)} of {len(paths)} notebooks run in Jupyter'); sys.exit(bool(wrong))
