"""Write nbs/llms.txt, the pages of the site for a language model, and nbs/apilist.txt, every public function and class in a line or two.

>>> from llms import *
>>> print(api('m', '''
... "What it is for."
... __all__ = ['f', 'C']
... def f(x:int, # A number
...       *, y='a')->str: "Give a text; see `C`."
... def _helper(): pass
... class C(dict):
...     "Hold things."
...     def __init__(self, n=1): pass
...     def _own(self): pass
...     @property
...     def size(self): "Count them."
... @patch
... def more(self:C): "Add one."'''))
## m
<BLANKLINE>
> What it is for.
<BLANKLINE>
- `def f(x: int, *, y='a') -> str`: Give a text; see `C`.
- `class C(dict)`: Hold things.
    - `def __init__(self, n=1)`
    - `def size(self)`: Count them.
- `def C.more(self)`: Add one.
>>> line(('Masks', 'What is kept.', 'pruning/01_masks.ipynb'))
'- [Masks](https://prune-init.github.io/prune_init/pruning/masks.html.md): What is kept.'
>>> pages(['a.ipynb', dict(section='B', href='b.ipynb', contents=['c.ipynb', dict(text='D', href='d.ipynb')])])
['a.ipynb', 'b.ipynb', 'c.ipynb', 'd.ipynb']
"""
import ast, json, yaml
from pathlib import Path
from nbdev.config import get_config, nbpath2html

top = Path(__file__).resolve().parent.parent
site = get_config(top/'nbs').doc_url
defs = ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef

def pages(contents):
    "List the pages of a sidebar, in order."
    found = []
    for item in contents:
        if isinstance(item, str): found.append(item)
        else: found += [p for p in [item.get('href', '')] if p.endswith('.ipynb')] + pages(item.get('contents', []))
    return found

def sidebar(): return yaml.safe_load((top/'_quarto.yml').read_text('utf-8'))['website']['sidebar']['contents']

def introduced(page):
    "Return title, summary and path of a notebook."
    lines = ''.join(json.loads((top/'nbs'/page).read_text(encoding='utf-8'))['cells'][0]['source']).splitlines()
    return lines[0].removeprefix('# '), ' '.join(l.removeprefix('> ') for l in lines if l.startswith('> ')), page

def line(introduced):
    title, summary, page = introduced
    return f'- [{title}]({site}{nbpath2html(Path(page)).as_posix()}.md): {summary}'

def signature(node):
    "Write a definition in one line, with the class of a patched method."
    if isinstance(node, ast.ClassDef): return f'class {node.name}' + (f'({", ".join(map(ast.unparse, node.bases))})' if node.bases else '')
    name, args = node.name, node.args
    if any(ast.unparse(d).startswith('patch') for d in node.decorator_list):
        name, args.args[0].annotation = f'{ast.unparse(args.args[0].annotation)}.{name}', None
    return f'def {name}({ast.unparse(args)})' + (f' -> {ast.unparse(node.returns)}' if node.returns else '')

def described(node, indent=''):
    said = (ast.get_docstring(node) or '').partition('\n')[0]
    yield f'{indent}- `{signature(node)}`' + (f': {said}' if said else '')
    for inner in node.body if isinstance(node, ast.ClassDef) else ():
        if isinstance(inner, defs) and (inner.name == '__init__' or inner.name[0] != '_'): yield from described(inner, indent + '    ')

def api(module, code):
    "List what a module offers; nothing where that is nothing."
    tree = ast.parse(code)
    found = [o.value for o in tree.body if isinstance(o, ast.Assign) and ast.unparse(o.targets[0]) == '__all__' and isinstance(o.value, ast.List)]
    public = ast.literal_eval(found[0]) if found else []
    patched = lambda o: any(ast.unparse(d).startswith('patch') for d in o.decorator_list) and o.name[0] != '_'
    lines = [l for o in tree.body if isinstance(o, defs) and (o.name in public or patched(o)) for l in described(o)]
    return '\n'.join([f'## {module}', '', f'> {(ast.get_docstring(tree) or "").partition(chr(10))[0]}', '', *lines]) if lines else ''

def apilist():
    "Return the whole list, in the order of the sidebar."
    from prune_init._modidx import d
    place = {nbpath2html(Path(page)).as_posix(): i for i, page in enumerate(pages(sidebar()))}
    modules = {m: min(place.get(html.partition('#')[0], len(place)) for html, _ in names.values()) for m, names in d['syms'].items()}
    listed = [api(m, (top/(m.replace('.', '/') + '.py')).read_text(encoding='utf-8')) for m in sorted(modules, key=lambda m: (modules[m], m))]
    return '\n\n'.join(['# prune_init: every public function and class', *filter(None, listed)]) + '\n'

def llms():
    "Return the list of the pages, with the sections of the sidebar."
    title, summary, _ = introduced('index.ipynb')
    single = [line(introduced(item)) for item in sidebar() if isinstance(item, str)]
    lists = [f'- [API list]({site}apilist.txt): every public function and class, each with its signature', *single]
    text = [f'# {title}', f'> {summary}', '\n'.join(lists)]
    for item in sidebar():
        if isinstance(item, str): continue
        text += [f'## {item.get("section") or item["text"]}', '\n'.join(line(introduced(page)) for page in pages([item]))]
    return '\n\n'.join(text) + '\n'

files = {'llms.txt': llms, 'apilist.txt': apilist}

def old():
    "List the files that are not what this module writes."
    return [name for name, make in files.items() if not (top/'nbs'/name).exists() or (top/'nbs'/name).read_text(encoding='utf-8') != make()]

if __name__ == '__main__':
    for name, make in files.items(): (top/'nbs'/name).write_text(make(), encoding='utf-8')
