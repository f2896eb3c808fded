"""Run notebooks as Jupyter does, each in a new kernel, without the cells that tests leave out (slow, gpu, notest)
or that export modules (which others import at the same time), and writing nothing back. Without arguments: where a kernel may make a
difference, which is the first page, tutorials that start processes from Python, and modules that ask whether they are in Jupyter.

>>> differs('index', []), differs('tutorials/30_first_steps', ['sweep(grid)']), differs('tutorials/32_own_images', ['fit()', '#| slow\\nsweep(grid)'])
(True, True, False)
>>> differs('00_core', ['#| export\\nif IN_NOTEBOOK: bar()']), differs('pruning/10_selection', ['with swapped(IN_NOTEBOOK=False): bar()'])
(True, False)
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

def differs(name, sources):
    "Tell whether a notebook may do something else in Jupyter than in a test, from its name and its cells of code."
    asks = r'\bsweep\(' if name.startswith('tutorials/') else r'#\| *export(?s:.)*\bIN_NOTEBOOK'
    return name == 'index' or any(re.search(asks, s) for s in sources if not left_out(s))

def chosen():
    "List the notebooks to run, tutorials first: they take long."
    def sources(path): return [c.source for c in nbformat.read(path, 4).cells if c.cell_type == 'code']
    return sorted((p for p in Path('nbs').rglob('[!._]*.ipynb') if differs(p.relative_to('nbs').with_suffix('').as_posix(), sources(p))), reverse=True)

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
