"""Run the cells that need a GPU (`#| gpu`), of all notebooks or of those given; a line for each, status 1 if one failed, 2 if there is no
GPU. Needs the package's own requirements, no nbdev, no Jupyter, no network. Of the other cells only imports and definitions are run.

>>> [is_gpu(s) for s in ('#| gpu\\ncheck()', 'check()  # gpu', '#| slow\\n#| gpu\\ncheck()')]
[True, False, True]
>>> definitions('import os\\nx = slow()\\ndef f(): return 1\\nclass C: pass\\nif x: f()\\nfrom a import *')
['import os', 'def f():\\n    return 1', 'class C:\\n    pass', 'from a import *']
>>> definitions('%matplotlib inline'), definitions('#| slow\\ndef f(): pass'), definitions('import nbdev; nbdev.nbdev_export()')
([], ['def f():\\n    pass'], ['import nbdev'])
>>> cells = ['def f(x): return x', 'y = 1/0', '#| gpu\\nprint(f(2))', '#| gpu\\nf(1)/0', 'import nothing_such', '#| gpu\\nf(3)']
>>> [(ok, said.strip().splitlines()[-1:]) for ok, said, _ in run(cells)]
[(True, ['2']), (False, ['ZeroDivisionError: division by zero']), (True, [])]
"""
import ast, contextlib, io, json, os, re, subprocess, sys, time, traceback
from pathlib import Path

def is_gpu(source): return re.search(r'(?m)^#\| *gpu', source) is not None

def definitions(source):
    "List the imports, functions and classes of a cell."
    try: body = ast.parse(source).body
    except SyntaxError: return [] # of IPython
    return [ast.unparse(o) for o in body if isinstance(o, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))]

def run(cells):
    "Run the cells that need a GPU; yield of each whether it went well, what it said, and seconds."
    names = {'__name__': 'cells'}
    for source in cells:
        if not is_gpu(source):
            for part in definitions(source):
                with contextlib.suppress(Exception): exec(part, names) # what is missed will be named
            continue
        start, out = time.time(), io.StringIO()
        with contextlib.redirect_stdout(out):
            try: exec(compile(source, '<cell>', 'exec'), names); ok = True
            except Exception: print(traceback.format_exc()); ok = False
        yield ok, out.getvalue(), time.time() - start

def code_of(path): return [''.join(c['source']) for c in json.loads(path.read_text(encoding='utf-8'))['cells'] if c['cell_type'] == 'code']

def report(path):
    "Run a notebook's cells in this process and print what became of them; count those that failed."
    sources, failed = [s.splitlines() for s in code_of(path) if is_gpu(s)], 0
    os.chdir(path.parent)
    for lines, (ok, said, seconds) in zip(sources, run(code_of(Path(path.name)))):
        first = next((l for l in lines if not l.startswith('#')), '')
        print(f'{"ok" if ok else "FAILED":7}{path.stem}: {first[:90]} ({seconds:.0f} s)', *said.rstrip().splitlines(), sep='\n    ', flush=True)
        failed += not ok
    return failed

if __name__ == '__main__':
    os.environ['IN_TEST'] = '1'
    import torch
    if not torch.cuda.is_available(): print('there is no GPU that PyTorch can use'); sys.exit(2)
    if sys.argv[1:2] == ['--in']: sys.exit(report(Path(sys.argv[2])) > 0)
    paths = [Path(p).resolve() for p in sys.argv[1:]] or sorted(p.resolve() for p in Path('nbs').rglob('[!._]*.ipynb') if any(map(is_gpu, code_of(p))))
    print(torch.__version__, torch.cuda.get_device_name(), f'{torch.cuda.device_count()} GPUs', flush=True)
    env = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, [str(Path.cwd()), os.environ.get('PYTHONPATH')])))
    wrong = [p.stem for p in paths if subprocess.run([sys.executable, '-W', 'ignore', __file__, '--in', str(p)], env=env).returncode] # a process each: a kernel that crashes ends one
    print(f'FAILED: {", ".join(wrong)}' if wrong else f'all cells of {len(paths)} notebooks went well'); sys.exit(bool(wrong))
