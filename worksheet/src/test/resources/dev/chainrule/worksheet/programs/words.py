text = """the quick brown fox jumps over the lazy dog
the fox and the dog"""
counts = {}
for line in text.splitlines():
    for word in line.split():
        counts.setdefault(word, 0)
        counts[word] += 1
for w, c in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
    print(f'{w:<8}|{"#" * c}')
groups = {}
for w in ['tea', 'eat', 'tan', 'ate', 'nat', 'bat']:
    groups.setdefault(''.join(sorted(w)), []).append(w)
print(groups, [' '.join(g) for g in groups.values()], len(text), text.count('the'), text.title().split('\n')[1])
