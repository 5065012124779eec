# Reverse mode with dictionaries.
import math
tape = []
def value(data, parents=(), grads=()):
    tape.append({'data': data, 'parents': parents, 'local': grads, 'grad': 0.0})
    return len(tape) - 1
def d(i): return tape[i]['data']
def add(a, b): return value(d(a) + d(b), (a, b), (1.0, 1.0))
def mul(a, b): return value(d(a) * d(b), (a, b), (d(b), d(a)))
def tanh(a):
    t = math.tanh(d(a))
    return value(t, (a,), (1 - t ** 2,))
def backward(root):
    tape[root]['grad'] = 1.0
    for i in reversed(range(root + 1)):
        node = tape[i]
        for p, g in zip(node['parents'], node['local']):
            tape[p]['grad'] += g * node['grad']
x1, x2, w1, w2, b = map(value, (2.0, 0.0, -3.0, 1.0, 6.8813735870195432))
o = tanh(add(add(mul(x1, w1), mul(x2, w2)), b))
backward(o)
for name, i in [('x1', x1), ('x2', x2), ('w1', w1), ('w2', w2), ('b', b), ('o', o)]:
    print(f'{name:3}{d(i):10.4f}{tape[i]["grad"]:10.4f}')
