"""Build from settings.ini; refuse where pyproject.toml or `__version__` say something else."""
import re
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup

try: import tomllib
except ImportError: import tomli as tomllib  # Python 3.10

here = Path(__file__).parent
parser = ConfigParser(interpolation=None, delimiters=['='])
parser.read(here/'settings.ini', encoding='utf-8')
cfg = parser['DEFAULT']
project = tomllib.loads((here/'pyproject.toml').read_text(encoding='utf-8'))['project']
init = (here/cfg['lib_name']/'__init__.py').read_text(encoding='utf-8')

def lines(key): return cfg.get(key, '').strip().splitlines()

def check(what, found):
    for key, value in found.items():
        if value != expected[key]: raise SystemExit(f'{what}: {key} is {value!r}, settings.ini says {expected[key]!r}')

expected = dict(name=cfg['lib_name'], description=cfg['description'], version=cfg['version'],
                **{'requires-python': f'>={cfg["min_python"]}'},
                urls=dict(Repository=cfg['git_url'], Documentation=cfg['doc_url']))
check('pyproject.toml', {k: project.get(k) for k in ('name', 'description', 'requires-python', 'urls')})
check('__init__.py', dict(version=(re.findall(r'^__version__ = "(.+)"$', init, re.M) or [None])[0]))

pythons = [f'Programming Language :: Python :: 3.{minor}' for minor in range(int(cfg['min_python'].split('.')[1]), 14)]
setup(
    version=cfg['version'], author=cfg['author'], license_expression=cfg['license'], keywords=cfg['keywords'].split(),
    long_description=(here/'README.md').read_text(encoding='utf-8'), long_description_content_type='text/markdown',
    packages=find_packages(include=[cfg['lib_name'], cfg['lib_name'] + '.*']), include_package_data=True, zip_safe=False,
    install_requires=lines('requirements'),
    extras_require={key[:-len('_requirements')]: lines(key) for key in cfg if key.endswith('_requirements')},
    entry_points={'console_scripts': lines('console_scripts'),
                  'nbdev': [f'{cfg["lib_name"]} = {cfg["lib_name"]}._modidx:d']},
    classifiers=['Development Status :: 4 - Beta', 'Intended Audience :: Science/Research',
                 'Topic :: Scientific/Engineering :: Artificial Intelligence', *pythons])
