r'''What is done to a page of the documentation beside what nbdev does: the `doc_procs` of pyproject.toml. Only the build of the site imports this.

>>> from prune_init._docs import *
>>> links = Links(site_page('Masks'))
>>> text = '`Masks`, `prunable()`; `get_model` and `prune()`, but neither `prune`, [`Masks`](m.ipynb) nor `_is_offered`'
>>> re.sub(r'\(http[^#]*', '(', links.link_line(text))
'[`Masks`](#masks), [`prunable()`](#prunable); [`get_model`](#get_model) and [`prune()`](#prune), but neither `prune`, [`Masks`](m.ipynb) nor `_is_offered`'
>>> print(short_signatures("""```python
... def f(
...     m:torch.nn.modules.module.Module=None, # An `nn.Module`
...     name:str='a.Bc', at:__main__.Step=Step(0), # Of prune_init.core.Step
... )->collections.abc.Callable:
... ```
... See torch.nn.Module"""))
```python
def f(
    m:Module=None, # An `nn.Module`
    name:str='a.Bc', at:Step=Step(0), # Of prune_init.core.Step
)->Callable:
```
See torch.nn.Module
>>> head = lambda *rows: '<thead>' + ''.join('<tr>' + ''.join(f'<th>{cell}</th>' for cell in row) + '</tr>' for row in rows) + '</thead>'
>>> tags = lambda text: re.findall(r'<tr>|<th>(.*?)</th>', one_header(text))
>>> tags(head(['fraction', '0.9', '0.98'], ['method', '', '']))
['', 'method \\ fraction', '0.9', '0.98']
>>> tags(head(['verdict', 'finding', 'verdict'], ['finding', '', ''])), tags(head(['', '', 'x'], ['a', 'b', '']))
(['', '', 'finding', 'verdict'], ['', 'a', 'b', 'x'])
>>> two = head(['', 'a', 'a'], ['', 'x', 'y']); one_header(two) == two
True
>>> whole_numbers('<td>98.06 ± 0.05</td><th>48.8 %</th><td>3 of its claims</td>')
'<td>98.06&nbsp;±&nbsp;0.05</td><th>48.8&nbsp;%</th><td>3 of its claims</td>'
'''
import ast, re
from functools import lru_cache
from pathlib import Path

from nbdev.config import get_config, nbpath2html
from nbdev.doclinks import NbdevLookup
from nbdev.process import Processor

@lru_cache # which reads pyproject.toml
def site(): return get_config().doc_host + get_config().doc_baseurl + '/'

def site_page(name):
    "Return the page of one of our names."
    return NbdevLookup().doc(name).removeprefix(site()).partition('#')[0]

@lru_cache
def module_pages():
    "Return the pages of our modules; the others tell of experiments, or how to."
    found = [where[0].partition('#')[0] for where in NbdevLookup().syms.values() if isinstance(where, tuple)]
    return {url.removeprefix(site()) for url in found if url.startswith(site())}

def page_of(nb): return nbpath2html(Path(nb.path_).resolve().relative_to(get_config().nbs_path.resolve())).as_posix()

@lru_cache
def public(file):
    "Return the public names of one of our modules."
    text = (get_config().config_path/file).read_text(encoding='utf-8')
    return set(ast.literal_eval(re.search(r'(?ms)^__all__ = (\[[^]]*\])', text)[1]))

class Links(NbdevLookup):
    "Links of a page: as nbdev's, but not within links, not to helpers, and from a plain word as `levels` only on the page of its module or with ()."
    span = re.compile(r'(?P<link>\[(?:`[^`]*`|[^][`])*\]\([^)]*\))|``.*?``|`(?P<name>[A-Za-z_][\w.]*)(?P<call>\(\))?`')

    def __init__(self, page):
        super().__init__()
        self.page = page

    def target(self, name, called=False):
        where = self[name]
        if not isinstance(where, tuple) or not where[0].startswith(site()): return where and self.doc(name)
        url, file = where[:2]
        short = name.removeprefix(file.removesuffix('.py').replace('/', '.') + '.')
        said = called or not re.fullmatch('[a-z]+', name) or url.partition('#')[0] == site() + self.page
        return url if said and short[0] != '_' and short.partition('.')[0] in public(file) else None

    def link_line(self, line):
        def link(m):
            url = m['name'] and self.target(m['name'], m['call'])
            return f'[{m[0]}]({url})' if url else m[0]
        return self.span.sub(link, line)

def of_type(cell, kind):
    "Yield the outputs of a cell that have a kind of data, and the data."
    for out in cell.get('outputs', []):
        if kind in out.get('data', {}): yield out, ''.join(out['data'][kind])

class link_names(Processor):
    "In place of nbdev's `add_links`."
    def begin(self): self.links = Links(page_of(self.nb))

    def cell(self, cell):
        if cell.cell_type == 'markdown': cell.source = self.links.linkify(cell.source)
        for out, text in of_type(cell, 'text/markdown'): out['data']['text/markdown'] = self.links.linkify(text)

def no_times(cell):
    "Forget when a cell was run: where that is known, Quarto wraps the output, and the names shown by `show_doc` are no headings of the page."
    cell.get('metadata', {}).pop('execution', None)

def no_shell_options(cell):
    "Drop the options of a cell of a magic, which Quarto shows."
    if cell.cell_type == 'code' and cell.source.startswith('%%'): cell.source = re.sub(r'(?m)^#\|.*\n', '', cell.source)

class fold_results(Processor):
    "Fold the code of the pages on experiments: what was found stands on them."
    def begin(self): self.fold = page_of(self.nb).startswith('experiments/') and page_of(self.nb) not in module_pages()

    def cell(self, cell):
        if self.fold and cell.cell_type == 'code' and not re.match(r'%%|(#\|.*\n)*#\| *code-fold', cell.source):
            cell.source = '#| code-fold: true\n' + cell.source

def short_signatures(text):
    "Name the types in signatures without their modules."
    def line(l):
        code, sep, comment = l.partition(' # ')
        return re.sub(r'''(?<![\w.'"])(?:[a-z_]\w*\.)+(?=[A-Z])''', '', code) + sep + comment
    return re.sub(r'(?ms)^```python\n.*?^```', lambda m: '\n'.join(map(line, m[0].split('\n'))), text)

def short_types(cell):
    if 'show_doc(' not in cell.source: return
    for out, text in of_type(cell, 'text/markdown'): out['data']['text/markdown'] = short_signatures(text)

def one_header(html):
    "Join the two header rows of a table of pandas whose rows have a name; names of axes that the columns say anyway are left out."
    def join(m):
        rows = [re.findall(r'(?s)<th[^>]*>(.*?)</th>', row) for row in re.findall(r'(?s)<tr.*?</tr>', m[0])]
        if len(rows) != 2 or len(rows[0]) != len(rows[1]): return m[0]
        n = len([*filter(None, rows[1])])
        if not n or any(rows[1][n:]) or any(rows[0][:n - 1]): return m[0]
        labels = rows[0][n:]
        left = [name if name not in labels else '' for name in rows[1][:n]]
        if (axis := rows[0][n - 1]) and not any((label + ' ').startswith(axis + ' ') for label in labels):
            left[-1] = f'{left[-1]} \\ {axis}' if left[-1] else axis
        return '<thead><tr>' + ''.join(f'<th>{cell}</th>' for cell in left + labels) + '</tr></thead>'
    return re.sub(r'(?s)<thead>.*?</thead>', join, html)

def whole_numbers(html):
    "Keep a number with its unit and its error on one line."
    def join(m): return m[1] + (m[2] if re.search('[A-Za-z]{3}', m[2]) else m[2].replace(' ', '&nbsp;'))
    return re.sub(r'(<t[dh][^>]*>)([+\-−–]?\d[^<]{,30})(?=</t[dh]>)', join, html)

def short_tables(cell):
    for out, text in of_type(cell, 'text/html'): out['data']['text/html'] = whole_numbers(one_header(text))
