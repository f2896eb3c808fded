"""Check that settings.ini names what the package imports, and nothing else, and that modules use no name that only their notebook knows.

>>> sorted(imported('import os, numpy as np\\nfrom sklearn.datasets import load_digits\\nfrom .core import x\\ndef f(): import yaml'))
['numpy', 'pyyaml', 'scikit-learn']
>>> unknown('import os\\nx = 1\\ndef f(a):\\n    y = os.name, a, len, x, __file__\\n    return [z + w for z in y]\\nclass C(B):\\n    n = 1\\n    def g(self): return n')
['B', 'n', 'w']
"""
import ast, builtins, re, symtable, sys
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

def unknown(code):
    "Return the names that some code uses and that nothing defines or imports; its notebook may, in a cell that is not exported."
    def found(table):
        of_module = table.get_type() == 'module'
        for s in table.get_symbols():
            if s.is_referenced() and (s.is_global() or of_module and not (s.is_assigned() or s.is_imported())): yield s.get_name()
        for child in table.get_children(): yield from found(child)
    top = symtable.symtable(code, 'module', 'exec')
    known = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()} | set(dir(builtins)) | {'__file__', '__path__', '__class__'}
    return sorted({*found(top)} - known)

def required():
    "Return the packages that settings.ini requires, and those of its extras."
    config = ConfigParser(interpolation=None, delimiters=['='])
    config.read(top/'settings.ini', encoding='utf-8')
    names = lambda key: {re.split(r'[\[<>=~!;]', line)[0].strip() for line in config['DEFAULT'][key].strip().splitlines()}
    extras = [key for key in config['DEFAULT'] if key.endswith('_requirements')]
    return names('requirements'), set().union(*map(names, extras))

if __name__ == '__main__':
    modules = {p.relative_to(top): p.read_text(encoding='utf-8') for p in sorted((top/'prune_init').rglob('*.py'))}
    used = set().union(*map(imported, modules.values()))
    base, extra = required()
    wrong = [f'{name} is imported, but not required' for name in sorted(used - base - extra)]
    wrong += [f'{name} is required, but not imported' for name in sorted(base - used)]
    wrong += [f'{path} uses {name}, which it neither defines nor imports' for path, code in modules.items() for name in unknown(code)]
    print(*wrong, f'{len(used)} packages imported, {len(wrong)} wrong', sep='\n')
    sys.exit(bool(wrong))
