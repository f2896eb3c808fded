"""Check that settings.ini names what the package imports, and nothing else.

>>> sorted(imported('import os, numpy as np\\nfrom sklearn.datasets import load_digits\\nfrom .core import x\\ndef f(): import yaml'))
['numpy', 'pyyaml', 'scikit-learn']
"""
import ast, re, sys
from configparser import ConfigParser
from pathlib import Path

top = Path(__file__).resolve().parent.parent
package = {'sklearn': 'scikit-learn', 'PIL': 'pillow', 'yaml': 'pyyaml'} # Where it is not the name that one imports

def imported(code):
    "Return the packages that some code imports, at its top or in a function; without the standard library and itself."
    modules = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import): modules |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and not node.level: modules.add(node.module)
    names = {module.partition('.')[0] for module in modules} - sys.stdlib_module_names - {'prune_init'}
    return {package.get(name, name) for name in names}

def required():
    "Return the packages that settings.ini requires, and those of its extras."
    config = ConfigParser(interpolation=None, delimiters=['='])
    config.read(top/'settings.ini', encoding='utf-8')
    names = lambda key: {re.split(r'[\[<>=~!;]', line)[0].strip() for line in config['DEFAULT'][key].strip().splitlines()}
    extras = [key for key in config['DEFAULT'] if key.endswith('_requirements')]
    return names('requirements'), set().union(*map(names, extras))

if __name__ == '__main__':
    used = set().union(*(imported(p.read_text(encoding='utf-8')) for p in (top/"prune_init").rglob("*.py")))
    base, extra = required()
    wrong = [f'{name} is imported, but not required' for name in sorted(used - base - extra)]
    wrong += [f'{name} is required, but not imported' for name in sorted(base - used)]
    print(*wrong, f'{len(used)} packages imported, {len(wrong)} wrong', sep='\n')
    sys.exit(bool(wrong))
