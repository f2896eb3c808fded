"""Check the pages of the documentation: each can be built, every link and picture leads somewhere, and no output tells of an error or a
machine's folders.

The notebooks are prepared as for Quarto (names in backticks become links, signatures become headings), which needs no Quarto itself.

>>> links('see [core](00_core.ipynb#steps), ![a](images/a.png "A") and `[not](this)`\\n```\\n[nor](that)\\n```\\n<img src="b.svg">')
['00_core.ipynb#steps', 'images/a.png', 'b.svg']
>>> sorted(anchors('# The *title*\\n## 2. `Step.from_str`, again {#own}\\n```\\n# no heading\\n```\\n## Where & why?'))
['own', 'step.from_str-again', 'the-title', 'where-why']
>>> pages = {'a.html': {'top'}, 'sub/b.html': set()}
>>> [broken(link, 'sub/b.html', pages) for link in ('../a.html#top', '../00_a.ipynb', 'https://example.org', '#fn1', site + 'a.html')]
[None, None, None, 'no such heading', None]
>>> [broken(link, 'a.html', pages) for link in ('b.html', 'images/none.png', site + 'a.html#bottom', 'styles.css')]
['no such page', 'no such file', 'no such heading', None]
>>> ugly(dict(outputs=[dict(text=['see /home/me/x.py']), dict(output_type='error', evalue='no')]))
["an output shows '/home/me/'", 'an output is an error']
>>> code = lambda source: dict(cell_type='code', source=[source])
>>> [list(ugly(code(s))) for s in ('import os', 'x = 1', '#| export\\nimport os\\nx = 1')]
[[], [], []]
>>> ugly(code('import os\\nx = os.name'))
["imports and other code in one cell, which building the documentation would run: 'import os'"]
"""
import ast, json, posixpath, re, sys
from pathlib import Path
from nbdev.config import get_config, nbpath2html
from nbdev.serve import proc_nbs

nbs = Path(__file__).resolve().parent.parent/'nbs'
site = get_config(nbs).doc_url

def prose(text):
    "Return Markdown without its blocks and spans of code."
    return re.sub(r'(?ms)^(```+).*?^\1|(?<!`)`[^`\n]+`(?!`|\])', '', text)

def links(text):
    "List the targets of the links and pictures in Markdown or HTML."
    found = re.findall(r'\]\(([^)\s]+)[^)]*\)|(?:src|href)="([^"]+)"', prose(text))
    return [a or b for a, b in found if not (a or b).startswith('data:')]

def anchors(text):
    "Return the headings of a page as Pandoc names them."
    found = set()
    for title in re.findall(r'(?m)^#+ +(.+)$', re.sub(r'(?ms)^(```+).*?^\1', '', text)):
        title, own = re.match(r'(.*?)(?:\{#([\w.-]+).*\})?\s*$', title).groups()
        title = re.sub(r'\]\([^)]*\)|[^\w\s.-]', '', title).strip().lower()
        found |= {re.sub(r'^[^a-z]+', '', re.sub(r'\s+', '-', title))} | ({own} if own else set())
    return found

def broken(link, page, pages):
    "Say what is wrong with a link on a page; None where nothing is, or where it leaves the site."
    if link.startswith(site): link = posixpath.relpath(link[len(site):] or 'index.html', posixpath.dirname(page) or '.')
    if re.match(r'\w+:', link): return None
    path, _, anchor = link.partition('#')
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target.endswith('.ipynb'): target = str(nbpath2html(Path(target)))
    if not target.endswith('.html'): return None if (nbs/target).exists() else 'no such file'
    if target not in pages: return 'no such page'
    return 'no such heading' if anchor and anchor not in pages[target] else None

def texts(cell):
    "List what a cell shows as Markdown or HTML."
    shown = [''.join(cell['source'])] if cell['cell_type'] == 'markdown' else []
    return shown + [''.join(data) for out in cell.get('outputs', []) for kind, data in out.get('data', {}).items()
                    if kind in ('text/markdown', 'text/html')]

def mixed(cell):
    "Tell whether a cell imports and does more: to document a module, nbdev runs its imports, and with them whatever is beside them."
    source = ''.join(cell.get('source', ''))
    if cell.get('cell_type') != 'code' or re.search(r'(?m)^#\| *(export|eval)|^%|nbdev_export\(\)', source): return False
    body = ast.parse(source).body
    return any(isinstance(o, (ast.Import, ast.ImportFrom)) for o in body) and any(isinstance(o, (ast.Expr, ast.Assign)) for o in body)

def ugly(cell):
    "List what must not be in a cell or among its stored outputs."
    outs = cell.get('outputs', [])
    found = [f'an output shows {f!r}' for f in sorted(set(re.findall(r'/(?:root|home|Users)/(?:\w+/)?', json.dumps(outs))))]
    found += ['an output is an error' for o in outs if o.get('output_type') == 'error']
    first = ''.join(cell.get('source', '')).partition('\n')[0]
    return found + [f'imports and other code in one cell, which building the documentation would run: {first!r}'] * mixed(cell)

def read(path): return json.loads(path.read_text(encoding='utf-8'))['cells']

def main():
    wrong = [f'{p.relative_to(nbs)}: {why}' for p in sorted(nbs.rglob('*.ipynb')) for c in read(p) for why in ugly(c)]
    print(*wrong, f'{len(wrong)} wrong in the notebooks', sep='\n')
    prepared = proc_nbs(nbs, force=True)
    body = {str(nbpath2html(p.relative_to(prepared))): '\n\n'.join(t for c in read(p) for t in texts(c)) for p in sorted(prepared.rglob('*.ipynb'))}
    pages = {page: anchors(text) for page, text in body.items()}
    broke = [f'{page}: {link}: {why}' for page, text in body.items() for link in links(text) if (why := broken(link, page, pages))]
    print(*broke, f'{len(pages)} pages, {sum(len(links(text)) for text in body.values())} links, {len(broke)} wrong', sep='\n')
    sys.exit(bool(wrong + broke))

if __name__ == '__main__': main()
