graph = {'a': ['b', 'c'], 'b': ['d'], 'c': ['d', 'e'], 'd': ['f'], 'e': ['f'], 'f': []}
seen, order = set(), []
def visit(n):
    if n in seen: return
    seen.add(n)
    for m in graph[n]: visit(m)
    order.append(n)
for n in graph: visit(n)
print(order[::-1])
dist, queue = {'a': 0}, ['a']
while queue:
    n = queue.pop(0)
    for m in graph[n]:
        if m not in dist: dist[m] = dist[n] + 1; queue.append(m)
print(dist, {k: [n for n, v in dist.items() if v == k] for k in set(dist.values())})
paths = lambda a, b: [[a]] if a == b else [[a] + p for m in graph[a] for p in paths(m, b)]
print(paths('a', 'f'))
