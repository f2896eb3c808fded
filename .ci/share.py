"""Measure how many images a second masked Learners of ResNet-20 train on when they share a device, 1, 2, 4 ... processes at once.

    python .ci/share.py                              # 1 to 16 on a GPU, float32
    python .ci/share.py --precision=bf16 --most=8    # also --device=cpu, --compile, --batch=64, --seconds=5

>>> at_once(16), at_once(6), at_once(1)
([1, 2, 4, 8, 16], [1, 2, 4, 6], [1])
>>> line('bf16', 128, 8, 267.1, 60.4)
'bf16, batches of 128: 8 at once train on 34,189 images a second, 4.42 of one alone'
"""
import argparse, multiprocessing, os, time

def at_once(most): return [k for k in (2**i for i in range(20)) if k < most] + [most]

def line(precision, batch, k, steps, alone):
    return f'{precision}, batches of {batch}: {k} at once train on {steps * batch:,.0f} images a second, {steps / alone:.2f} of one alone'

def work(i, args, ways, barrier, counts):
    "Train in turn with the others: in each of the ways, as many of us as it says."
    import torch
    from dataclasses import replace
    from prune_init.experiments.branches import Options
    from prune_init.hparams import default_hparams
    from prune_init.models.factory import get_model
    from prune_init.pruning.selection import prune
    from prune_init.sweeps.benchmark import bench_data
    from prune_init.sweeps.estimates import step_seconds
    from prune_init.training.learner import get_learner
    torch.set_num_threads(1)
    h = default_hparams('cifar_resnet_20', batch_size=args.batch, precision=args.precision, compile=args.compile)
    dls = bench_data(h, Options(device=args.device))[0]
    model = get_model(h.model, seed=1).to(args.device)
    learn = get_learner(model, dls, replace(h.training, lr=1e-4), prune(model, 'magnitude', .9))
    step_seconds(learn, args.seconds / 5) # the first steps take longer
    for place, k in enumerate(ways):
        barrier.wait()
        if i < k: counts[place * ways[-1] + i] = 1 / step_seconds(learn, args.seconds)
        barrier.wait()

if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in dict(device='cuda', precision='fp32', batch=128, most=16, seconds=5.).items(): parser.add_argument(f'--{name}', type=type(default), default=default)
    parser.add_argument('--compile', action='store_true')
    args = parser.parse_args()
    os.environ['OMP_NUM_THREADS'] = '1'
    context, ways = multiprocessing.get_context('spawn'), at_once(args.most)
    barrier, counts = context.Barrier(args.most, timeout=600), context.Array('d', len(ways) * args.most)
    workers = [context.Process(target=work, args=(i, args, ways, barrier, counts), daemon=True) for i in range(args.most)]
    for w in workers: w.start()
    for w in workers: w.join()
    if any(w.exitcode for w in workers): raise SystemExit('a worker failed: see above')
    for place, k in enumerate(ways): print(line(args.precision, args.batch, k, sum(counts[place*args.most:place*args.most + k]), counts[0]))
