"""How many numbers the character model trains, with 200 hidden units."""
import torch

characters, embedding, context, hidden = 27, 10, 3, 200
C = torch.zeros(characters, embedding)
W1 = torch.zeros(context * embedding, hidden)
b1 = torch.zeros(hidden)
W2 = torch.zeros(hidden, characters)
b2 = torch.zeros(characters)
gain = torch.ones(1, hidden)
shift = torch.zeros(1, hidden)
count = sum([p.numel() for p in [C, W1, b1, W2, b2, gain, shift]])
parameters = torch.tensor(float(count))

# A worksheet needs a loss, if only to be one.
loss = parameters
