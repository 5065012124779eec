ids = list(map(ord, 'aaabdaaabac'))
merges = {}
for i in range(3):
    stats = {}
    for pair in zip(ids, ids[1:]): stats[pair] = stats.get(pair, 0) + 1
    top = max(stats, key=stats.get)
    new, k = [], 0
    while k < len(ids):
        if k < len(ids) - 1 and (ids[k], ids[k + 1]) == top: new.append(256 + i); k += 2
        else: new.append(ids[k]); k += 1
    ids = new; merges[top] = 256 + i
    print(top, '->', 256 + i, ids)
print(merges)
