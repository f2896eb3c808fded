"""Write README.md from nbs/index.ipynb, without Quarto.

Markdown and visible code stay as they are, outputs follow their cell, and links point from the top folder into nbs/:

>>> relink('see [core](00_core.ipynb), ![](images/a.png), [top](#top), [web](https://example.org) and [x](../LICENSE)')
'see [core](nbs/00_core.ipynb), ![](nbs/images/a.png), [top](#top), [web](https://example.org) and [x](LICENSE)'
>>> print(figure('![The caption.](a.png){fig-alt="what it shows"}'))
![what it shows](a.png)
<BLANKLINE>
*The caption.*
>>> code = lambda source, *outputs: dict(cell_type='code', source=[source], outputs=outputs)
>>> cell(code('#| hide\\nsecret = 1'))
''
>>> print(cell(code('1 + 1', dict(output_type='execute_result', data={'text/plain': ['2']}))))
```python
1 + 1
```
<BLANKLINE>
    2
>>> cell(code('#| echo: false\\ntable', dict(data={'text/markdown': ['[core](00_core.ipynb)']})))
'[core](nbs/00_core.ipynb)'
>>> output(dict(data={'text/html': '<style>p {}</style>\\n<b>x</b>', 'text/plain': 'x'}))
'<b>x</b>'
>>> output(dict(data={'image/png': 'iVBOR'}))
Traceback (most recent call last):
ValueError: save the picture under nbs/images and show it from a markdown cell: a README cannot hold image/png
"""
import json, posixpath, re
from pathlib import Path
from textwrap import indent

top = Path(__file__).resolve().parent.parent

def relink(text):
    "Make the relative links of a page in nbs/ relative to the top folder."
    return re.sub(r'(\]\()(?!#|/|\w+:)([^)\s]+)', lambda m: m[1] + posixpath.normpath(posixpath.join('nbs', m[2])), text)

def figure(text):
    "Give a picture its text for those who do not see it, and put its caption below."
    return re.sub(r'!\[([^\]]+)\]\(([^)]+)\)\{fig-alt="([^"]+)"\}', r'![\3](\2)\n\n*\1*', text)

def output(out):
    "Return one output as Markdown: HTML as it is, text indented."
    data = out.get('data', {'text/plain': out.get('text', '')})
    for kind in data:
        if kind.startswith('image/'):
            raise ValueError(f'save the picture under nbs/images and show it from a markdown cell: a README cannot hold {kind}')
    for kind in ('text/html', 'text/markdown'):
        if kind in data: return relink(re.sub(r'(?s)<(style|script).*?</\1>|\n\s*(?=\n)', '', ''.join(data[kind])).strip())
    return indent(re.sub(r'.*\r', '', ''.join(data['text/plain'])).strip('\n'), '    ')

def cell(c):
    "Return one cell of a notebook as Markdown; nothing where it is hidden."
    source = ''.join(c['source']).strip()
    if re.search(r'^#\| *(hide|default_exp|export)', source, re.M): return ''
    if c['cell_type'] == 'markdown': return relink(figure(source))
    shown = [] if re.search(r'^#\| *echo: *false', source, re.M) else [f'```python\n{source}\n```']
    return '\n\n'.join(shown + [out for out in map(output, c['outputs']) if out])

def readme(notebook):
    "Return the whole page."
    note = '<!-- Written by .ci/readme.py from nbs/index.ipynb: edit that. -->'
    return '\n\n'.join([note, *filter(None, map(cell, json.loads(notebook.read_text(encoding='utf-8'))['cells']))]) + '\n'

if __name__ == '__main__': (top/'README.md').write_text(readme(top/'nbs'/'index.ipynb'), encoding='utf-8')
