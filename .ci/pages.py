r"""Check the pages of the documentation: each can be built, every link and picture leads somewhere, and no output tells of an error or a
machine's folders.

The notebooks are prepared as for Quarto (names in backticks become links, signatures become headings), which needs no Quarto itself.

>>> links('see [core](00_core.ipynb#steps), ![a](images/a.png "A") and `[not](this)`\n```\n[nor](that)\n```\n<img src="b.svg">')
['00_core.ipynb#steps', 'images/a.png', 'b.svg']
>>> sorted(anchors('# The *title*\n## 2. `Step.from_str`, again {#own}\n```\n# no heading\n```\n## Where & why?'))
['own', 'the-title', 'where-why']
>>> pages = {'a.html': {'top'}, 'index.html': set(), 'sub/b.html': set()}
>>> [broken(link, 'sub/b.html', pages) for link in ('../a.html#top', '../index.ipynb', 'https://example.org', '#fn1', site + 'a.html')]
[None, None, None, 'no such heading', None]
>>> [broken(link, 'a.html', pages) for link in ('b.html', 'images/none.png', site + 'a.html#bottom', 'styles.css')]
['no such page', 'no such file', 'no such heading', None]
>>> shown = lambda text: ugly(dict(outputs=[dict(text=[text])]))
>>> shown('see /home/me/x.py in site-packages'), shown("Run('/tmp/tmpd_kh1bk2/train')"), shown('<b>/opt/a</b> tmphov56fov C:\\Users\\me')
(["an output shows '/home/me/x.py'", "an output shows 'site-packages'"], ["an output shows '/tmp/tmpd_kh1bk2/train'"], ["an output shows '/opt/a'", "an output shows 'C:\\\\Users'", "an output shows 'tmphov56fov'"])
>>> shown('https://a.org/tmp/b, a/b/c, train_<hash>/replicate_1/main, </td>, ~/runs/x, /path/to, /dev/null, km/h')
[]
>>> ugly(dict(outputs=[dict(output_type='error', evalue='no'), dict(data={'image/png': '/home/me/'})]))
['an output is an error']
>>> ugly(dict(outputs=[dict(data={'image/png': base64.b64encode(b'\x89PNG\r\n\x1a\n' + bytes(8) + (1169).to_bytes(4, 'big') + bytes(9)).decode()})]))
['a figure is 1169 pixels wide, and a page 900: draw it with small_png']
>>> code = lambda source: dict(cell_type='code', source=[source])
>>> [list(ugly(code(s))) for s in ('import os', 'x = 1', '#| export\nimport os\nx = 1')]
[[], [], []]
>>> ugly(code('import os\nx = os.name'))
["imports and other code in one cell, which building the documentation would run: 'import os'"]
>>> list(unsound('<p>a <b>b</p>\n`<i>` <br> <img src="x.png"> ![](y.png) ![why](z.png)\n::: {.note}\n'))
['</p> closes <b>', '<p> is not closed', 'a picture without alternative text: x.png', 'a picture without alternative text: y.png', '::: is not closed']
>>> list(unsound('<!-- <b> --> 1 < 2, <https://example.org> and <i>x</i>\n::: {.note}\nread\n:::'))
[]
>>> [nested(t) for t in ('[[`a`](x)](y)', '[`a`](x), [b [1]](z) and `[[0]](1)`', '[a [`b`](x) c](y)')]
[['[[`a`](x)]('], [], ['[a [`b`](x) c](']]
>>> [no_formula(t) for t in ('$w_i$ and $|w \\odot g|$, $\\frac{\\text{kept}}{n}$', '(default: $RUNS, settings.ini, ~/runs) $DATA', r'\$RUNS and \$DATA, `$A $B`, 5 $ or 6 $')]
[[], ['RUNS', 'DATA'], []]
>>> [wide(code(s)) for s in (f'#| echo: true\nx = "{"a" * 90}"', f'#| hide\nx = "{"a" * 90}"', f'#| fig-alt: {"a" * 90}\nx')]
[['x = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'], [], []]
>>> list(options(code('%%sh\n#| slow: true\nls'))), list(options(code('#| fig-alt: 5 % of it\nplot()'))), list(options(code('#| fig-alt: 5 percent\nx % 2')))
(["'#| slow: true' would be shown"], ["a '%' in fig-alt, of which Quarto warns: write percent"], [])
>>> far('[`levels`](grid.html#levels), [`levels()`](grid.html#levels), [`a_b`](grid.html#a_b)', 'lottery.html'), far('[`levels`](grid.html#levels)', 'grid.html')
(['levels'], [])
>>> two = dict(data={'text/html': ['<table><thead><tr><th>x</th><th>1</th></tr><tr><th>y</th><th></th></tr></thead><td>1 ± 2</td></table>']})
>>> show = dict(cell_type='code', metadata=dict(execution={}), source=['show_doc(f)'], outputs=[dict(data={'text/markdown': ['def f(x:__main__.X)']})])
>>> list(unprepared(show)), list(unprepared(dict(code('f'), outputs=[two])))
(['it says when it was run', 'a signature names __main__'], ['a table has two header rows', 'numbers of a table would break'])
>>> shuffled('<tr><th>fc.weight</th></tr><tr><th>fc_layers.0.weight</th></tr>'), shuffled('<td>conv.weight</td><td>layers.2.weight</td><td>layers.10.weight</td>')
(['fc.weight', 'fc_layers.0.weight'], [])
>>> twice('# A b\n## A b\n# C {#own}\n# D {#own}')
['own']
>>> sorted(undocumented('m.html', {'f': ('m.html#f', 'p/m.py'), 'G': ('m.html#g', 'p/m.py'), 'h': ('m.html#h', 'p/m.py')},
...     ['f', 'G'], '[source](https://x/p/m.py#L1)\n\n### f\n'))
['G']
"""
import ast, base64, json, posixpath, re, sys, yaml
import llms
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from nbdev.config import get_config, nbpath2html
from nbdev.serve import proc_nbs
from prune_init import _docs
from prune_init.core import network_order

__test__ = dict(llms=llms.__doc__, _docs=_docs.__doc__) # their examples are run with those above
nbs = Path(__file__).resolve().parent.parent/'nbs'
site = get_config(nbs).doc_url

def prose(text):
    "Return Markdown without its blocks and spans of code."
    return re.sub(r'(?ms)^(```+).*?^\1|(?<!`)`[^`\n]+`(?!`|\])', '', text)

def links(text):
    "List the targets of the links and pictures in Markdown or HTML."
    found = re.findall(r'\]\(([^)\s]+)[^)]*\)|(?:src|href)="([^"]+)"', prose(text))
    return [a or b for a, b in found if not (a or b).startswith('data:')]

def twice(text):
    "List the identifiers that a page gives twice; those that Pandoc makes of headings, it makes different."
    return [name for name, n in Counter(a or b for a, b in re.findall(r'\{#([\w.-]+)|\bid="([^"]+)"', prose(text))).items() if n > 1]

def anchors(text):
    "Return the headings of a page as Pandoc names them."
    found = set()
    for title in re.findall(r'(?m)^#+ +(.+)$', re.sub(r'(?ms)^(```+).*?^\1', '', text)):
        title, own = re.match(r'(.*?)(?:\{#([\w.-]+).*\})?\s*$', title).groups()
        title = re.sub(r'\]\([^)]*\)|[^\w\s.-]', '', title).strip().lower()
        found |= {own or re.sub(r'^[^a-z]+', '', re.sub(r'\s+', '-', title))}
    return found

def broken(link, page, pages):
    "Say what is wrong with a link on a page; None where nothing is, or where it leaves the site."
    if link.startswith(site): link = posixpath.relpath(link[len(site):] or 'index.html', posixpath.dirname(page) or '.')
    if re.match(r'\w+:', link): return None
    path, _, anchor = link.partition('#')
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target.endswith('.ipynb'):
        if not (nbs/target).exists(): return 'no such file'
        target = str(nbpath2html(Path(target)))
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
    if cell.get('cell_type') != 'code' or re.search(r'(?m)^#\| *(export|eval)|^[%!]|nbdev_export\(\)', source): return False
    body = ast.parse(source).body
    imports = sum(isinstance(o, (ast.Import, ast.ImportFrom)) for o in body)
    return 0 < imports < len(body)

machine = re.compile(r"""(?<![\w.:/~-])/(?:tmp|var|root|home|Users|workspace|mnt|opt|usr|private|Volumes|builds|content|runner)/[\w./-]*|site-packages
    |(?<![\w.:/~<>)}*$…-])/(?!path|data|dev|shared|scratch)[\w.-]+/[\w./-]*[\w-]/?|\b[A-Z]:\\\\?\w+|\btmp(?=\w*[\d_])[a-z0-9_]{8}\b""", re.VERBOSE)

def shown(out):
    "Yield the texts of an output."
    yield from (''.join(text) for kind, text in [('', out.get('text', '')), *out.get('data', {}).items()] if not kind.startswith('image/') and isinstance(text, (str, list)))

def width_of(png):
    "Read the width of a PNG in base 64 from its header; 0 for none."
    return int.from_bytes(base64.b64decode(''.join(png)[:32])[16:20], 'big') if ''.join(png).startswith('iVBOR') else 0

def ugly(cell):
    "List what must not be in a cell or among its stored outputs."
    outs = cell.get('outputs', [])
    found = [f'an output shows {f!r}' for f in sorted({f for out in outs for text in shown(out) for f in machine.findall(text)})]
    found += ['an output is an error' for o in outs if o.get('output_type') == 'error']
    wide_ones = [w for o in outs if (w := width_of(o.get('data', {}).get('image/png', ''))) > 900]
    found += [f'a figure is {w} pixels wide, and a page 900: draw it with small_png' for w in wide_ones]
    first = ''.join(cell.get('source', '')).partition('\n')[0]
    return found + [f'imports and other code in one cell, which building the documentation would run: {first!r}'] * mixed(cell)

def options(cell):
    "List the options of a prepared cell that a reader would see, or Quarto warn of."
    source = ''.join(cell['source'])
    if cell['cell_type'] != 'code': return
    if source.startswith('%%'): yield from (f'{line!r} would be shown' for line in re.findall(r'(?m)^#\|.*', source))
    if re.search(r'(?m)^#\| *fig-(?:alt|cap):.*%', source): yield "a '%' in fig-alt, of which Quarto warns: write percent"

def wide(cell, width=84):
    "List the beginnings of the lines of visible code that are wider than a page."
    source = ''.join(cell['source'])
    if cell['cell_type'] != 'code' or re.search(r'(?m)^#\| *(hide|export|exporti|default_exp|echo: *false|include: *false|code-fold: *true)', source): return []
    return [line[:42] for line in source.splitlines() if len(line) > width and not line.startswith('#|')]

def read_first(page): return page not in {*_docs.module_pages(), 'gpu.html'} and page.partition('/')[0] in ('tutorials', 'experiments', page) # gpu: for who has one

def nested(text):
    "List the links within the text of a link, which are no links."
    return re.findall(r'\[[^][]*\[[^][]*\]\([^()]*\)[^][]*\]\(', re.sub(r'(?ms)^(```+).*?^\1|(?<![`[])`[^`\n]+`(?![`\]])', '', text))

def no_formula(text):
    "List the words behind a dollar that Pandoc may take for the beginning of a formula."
    return re.findall(r'(?<![\\$])\$([A-Za-z_]{4}\w*)', prose(text))

def far(text, page):
    "List the plain words that are linked to another page, where a function has that name."
    found = re.findall(r'\[`([a-z]+)`\]\(([^)#]*)#\1\)', text)
    return [word for word, to in found if posixpath.basename(to) not in ('', posixpath.basename(page))]

def unprepared(cell):
    "List what the processors of the documentation should have changed in a cell."
    if 'execution' in cell.get('metadata', {}): yield 'it says when it was run'
    if ''.join(cell['source']).find('show_doc(') >= 0 and any('__main__.' in text for text in texts(cell)): yield 'a signature names __main__'
    for text in texts(cell):
        if _docs.one_header(text) != text: yield 'a table has two header rows'
        if _docs.whole_numbers(text) != text: yield 'numbers of a table would break'

def shuffled(html):
    "List the layers of a table if they stand in the order of their names, and the names tell of another one in the network."
    names = list(dict.fromkeys(re.findall(r'<t[dh][^>]*>([a-zA-Z_][\w.]*\.\w*weight)</t[dh]>', html)))
    return names if sorted(names) == names != network_order(names) else []

class Tags(HTMLParser):
    "Find tags that are not closed, or not in order, and pictures without alternative text."
    void = {'area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'}
    def __init__(self, text):
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(text); self.close()
        self.wrong += [f'<{tag}> is not closed' for tag in self.open]
    def handle_starttag(self, tag, attrs):
        if tag == 'img' and not dict(attrs).get('alt'): self.wrong.append(f'a picture without alternative text: {dict(attrs).get("src", "")[:40]}')
        if tag not in self.void: self.open.append(tag)
    def handle_startendtag(self, tag, attrs): pass
    def handle_endtag(self, tag):
        if tag in self.void: return
        if self.open and self.open[-1] == tag: self.open.pop()
        else: self.wrong.append(f'</{tag}> closes ' + (f'<{self.open.pop()}>' if self.open else 'nothing'))

def unsound(text):
    "List what a browser would have to guess, and what a reader who does not see would miss."
    text = re.sub(r'<(https?:|mailto:)[^>]*>', '', prose(text))
    yield from sorted(Tags(text).wrong)
    yield from (f'a picture without alternative text: {src}' for src in re.findall(r'!\[\s*\]\(([^)\s]+)', text))
    left = sum(1 if opens else -1 for opens in re.findall(r'(?m)^:::+ *(\S*)', text))
    if left: yield '::: is not closed' if left > 0 else '::: closes nothing'

def described(cell):
    "Tell whether the figures of a cell, if it has any, have a text for those who do not see them."
    figures = any(kind.startswith('image/') for out in cell.get('outputs', []) for kind in out.get('data', {}))
    return not figures or re.search(r'(?m)^#\| *fig-alt: *\S', ''.join(cell['source'])) is not None

def front(cells):
    "Return what a prepared page says of itself: title, description, file."
    raw = ''.join(cells[0]['source']) if cells and cells[0]['cell_type'] == 'raw' else ''
    return yaml.safe_load(raw.strip().strip('-')) or {} if raw else {}

def undocumented(page, symbols, public, text):
    "List the public functions and classes that a page has no signature of, or no link to the source of."
    here = {name: file for name, (where, file) in symbols.items() if where.split('#')[0] == page and name in public}
    return [name for name, file in here.items() if not re.search(rf'(?m)^#+ {name}$', text) or f'{file}#L' not in text]

def of_modules(body):
    "Check that every module's public functions and classes are on its page."
    from prune_init._modidx import d
    for module, symbols in d['syms'].items():
        names = {name.removeprefix(f'{module}.'): where for name, where in symbols.items()}
        public = ast.literal_eval(re.search(r'(?s)__all__ = (\[.*?\])', (nbs.parent/(module.replace('.', '/') + '.py')).read_text('utf-8'))[1])
        for page in {where.split('#')[0] for where, _ in names.values()}:
            yield from (f'{page}: {name} has no signature there' for name in undocumented(page, names, public, body[page]))

def of_sidebar():
    "Check that every notebook is in the sidebar, once."
    shown = Counter(llms.pages(llms.sidebar()))
    there = {p.relative_to(nbs).as_posix() for p in nbs.rglob('*.ipynb') if not any(part[0] in '._' for part in p.relative_to(nbs).parts)}
    yield from (f'_quarto.yml: {page} is not in the sidebar' for page in sorted(there - set(shown)))
    yield from (f'_quarto.yml: {page} is in the sidebar, but there is no such notebook' for page in sorted(set(shown) - there))
    yield from (f'_quarto.yml: {page} is in the sidebar {n} times' for page, n in shown.items() if n > 1)

def of_settings(said):
    "Check what _quarto.yml says beside the sidebar."
    form, bar = said['format'], said['website']['navbar']
    files = [form['html']['css'], said['website']['favicon'], *(item['href'] for item in bar['left'] + bar['right'] if ':' not in item['href'])]
    yield from (f'_quarto.yml: there is no {file}' for file in files if not (nbs/file).exists())
    yield from (f'_quarto.yml: an icon without aria-label leads to {item["href"]}' for item in bar['left'] + bar['right'] if not (item.get('text') or item.get('aria-label')))
    if form['html'].get('keep-md'): yield '_quarto.yml: keep-md, of which Quarto warns'
    if 'tex_math_dollars' not in form['commonmark'].get('variant', ''): yield '_quarto.yml: formulas cannot become commonmark without tex_math_dollars'
    if form['html'].get('code-overflow') != 'wrap': yield '_quarto.yml: long lines of code are cut off'

def of_page(page, cells):
    "Check one prepared page."
    said = front(cells)
    yield from (f'no {key} in its front matter' for key in ('title', 'description') if not said.get(key))
    for cell in cells:
        yield from (*options(cell), *unprepared(cell))
        for text in texts(cell): yield from unsound(text)
        for text in texts(cell): yield from (f'a link within a link: {link}' for link in nested(text))
        for text in texts(cell): yield from (f'no formula: ${word}, write a backslash before it' for word in no_formula(text))
        for text in texts(cell): yield from (f'`{word}` is linked to another page; for the function write `{word}()`' for word in far(text, page))
        for text in texts(cell): yield from (f'layers are in the order of their names, not of the network: {", ".join(names)}' for names in [shuffled(text)] if names)
        if read_first(page): yield from (f'wider than 84 characters: {line}' for line in wide(cell))
    yield from (f'two things are #{name}' for name in twice('\n\n'.join(t for c in cells for t in texts(c))))

def read(path): return json.loads(path.read_text(encoding='utf-8'))['cells']

def main():
    wrong = [f'{p.relative_to(nbs)}: {why}' for p in sorted(nbs.rglob('*.ipynb')) for c in read(p) for why in ugly(c)]
    print(*wrong, f'{len(wrong)} wrong in the notebooks', sep='\n')
    prepared = proc_nbs(nbs, force=True)
    cells = {nbpath2html(p.relative_to(prepared)).as_posix(): read(p) for p in sorted(prepared.rglob('*.ipynb'))}
    body = {page: '\n\n'.join(t for c in cs for t in texts(c)) for page, cs in cells.items()}
    pages = {page: anchors(text) for page, text in body.items()}
    broke = [f'{page}: {link}: {why}' for page, text in body.items() for link in links(text) if (why := broken(link, page, pages))]
    broke += [f'{page}: {why}' for page, cs in cells.items() for why in of_page(page, cs)]
    broke += [*of_modules(body), *of_sidebar(), *of_settings(yaml.safe_load((nbs.parent/'_quarto.yml').read_text('utf-8')))]
    broke += [f'nbs/{name} is old: run bash .ci/make, which makes all files that are made from the notebooks' for name in llms.old()]
    broke += [f'{page}: a figure has no text for those who do not see it: give the cell #| fig-alt' for page, cs in cells.items() for c in cs if not described(c)]
    lines = [line for page, cs in cells.items() if not read_first(page) for c in cs for line in (wide(c), wide(c, 0))]
    print(f'{sum(map(len, lines[::2]))} of {sum(map(len, lines[1::2]))} lines of code on the pages of the modules are wider than 84 characters, and wrap')
    print(*broke, f'{len(pages)} pages, {sum(len(links(text)) for text in body.values())} links, {len(broke)} wrong', sep='\n')
    sys.exit(bool(wrong + broke))

if __name__ == '__main__': main()
