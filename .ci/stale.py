"""Compare the outputs that notebooks were committed with, and those of a run of the same cells (`nbdev-test --save`), by their words:
numbers depend on the machine, and times on the run, but other words are outputs of earlier code. Without arguments: all notebooks that
the run has changed.

>>> cell = lambda **output: dict(cell_type='code', source='f()', outputs=[dict(output_type='stream', name='stdout', **output)])
>>> old, new = [cell(text='lamp 0.97, 17 s in /tmp/tmp3k_x/a')], [cell(text=['my_lamp 0.96,', ' 9 s in /tmp/tmp8y/b'])]
>>> stale(old, new), stale(old, old)
(["f(): only stored ['lamp'], only now ['my_lamp']"], [])
>>> words([dict(data={'text/html': '<b>kept</b><style>left</style> <svg><path/></svg> <div><progress>bar</progress> done</div>', 'text/plain': 'plain'})]) == {'kept'}
True
"""
import json, re, subprocess, sys

def text(output):
    "Give the text that a reader sees of an output."
    if 'text' in output: return '' if output.get('name') == 'stderr' else ''.join(output['text'])
    data = output.get('data', {})
    found = ''.join(data.get('text/html') or data.get('text/markdown') or data.get('text/plain') or '')
    return re.sub(r'(?s)<(style|svg|script)\b.*?</\1>|<progress.*?</div>|Epoch \d+/\d+ :[^\r\n]*|<[^>]*>', ' ', found)

def words(outputs):
    "Collect the words of outputs: no numbers, and nothing that contains one or is the name of a temporary file."
    told = re.sub(r'\S*(\d|/tmp|█)\S*', ' ', ' '.join(map(text, outputs)))
    return set(re.findall(r'[A-Za-z_]{3,}', told))

def stale(old, new):
    "Describe the cells whose outputs have other words."
    found = []
    for a, b in zip(old, new):
        before, now = (words(c.get('outputs', [])) for c in (a, b))
        if now and before != now: found.append(f'{"".join(a["source"])[:60]}: only stored {sorted(before - now)[:8]}, only now {sorted(now - before)[:8]}')
    return found

def git(*args): return subprocess.run(('git', *args), check=True, capture_output=True, text=True).stdout

if __name__ == '__main__':
    paths = sys.argv[1:] or [p for p in git('diff', '--name-only').split() if p.endswith('.ipynb')]
    wrong = {p: s for p in paths if (s := stale(json.loads(git('show', f'HEAD:./{p}'))['cells'], json.load(open(p, encoding='utf-8'))['cells']))}
    for p, s in wrong.items(): print(p, *s, sep='\n    ')
    print(f'{len(wrong)} of {len(paths)} notebooks store outputs with other words than now'); sys.exit(bool(wrong))
