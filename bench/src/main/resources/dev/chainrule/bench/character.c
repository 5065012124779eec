/* The training step of the character model by hand, without a tape: what is left when everything
 * but the arithmetic is gone. Compiled when it is needed, with
 *
 *   -DHIDDEN=64 -DCORRECTION=1    the hidden size, and what batch norm's divisor is less than 32
 *
 * Rows of 27 or 30 floats are padded to 32, so that loops over them are whole vectors.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { BATCH = 32, CONTEXT = 3, EMBEDDING = 10, CHARACTERS = 27, WIDTH = 30, PADDED = 32 };

static const float RATE = 0.1f;

/* The parameters. */
static float embedding[CHARACTERS][EMBEDDING];
static float weight1[WIDTH][HIDDEN], bias1[HIDDEN], gain[HIDDEN], shift[HIDDEN];
static float weight2[HIDDEN][PADDED], bias2[PADDED];

/* The examples. */
static const int64_t *contexts, *next_characters;
static uint32_t examples;

/* Mersenne Twister (Matsumoto and Nishimura, 1998), as all contestants draw. */
static uint32_t twister[624];
static int drawn = 624;

static void seed_twister(uint32_t seed) {
  twister[0] = seed;
  for (uint32_t i = 1; i < 624; i++) {
    twister[i] = 1812433253u * (twister[i - 1] ^ (twister[i - 1] >> 30)) + i;
  }
  drawn = 624;
}

static void refill_twister(void) {
  for (int i = 0; i < 624; i++) {
    uint32_t joined = (twister[i] & 0x80000000u) | (twister[(i + 1) % 624] & 0x7fffffffu);
    twister[i] = twister[(i + 397) % 624] ^ (joined >> 1) ^ (joined & 1 ? 0x9908b0dfu : 0);
  }
  drawn = 0;
}

static uint32_t draw(void) {
  if (drawn == 624) refill_twister();
  uint32_t bits = twister[drawn++];
  bits ^= bits >> 11;
  bits ^= (bits << 7) & 0x9d2c5680u;
  bits ^= (bits << 15) & 0xefc60000u;
  return bits ^ (bits >> 18);
}

void setup(const float *embedding_in, const float *weight1_in, const float *bias1_in,
           const float *gain_in, const float *shift_in, const float *weight2_in,
           const float *bias2_in, const int64_t *contexts_in, const int64_t *next_in,
           uint32_t examples_in, uint32_t seed) {
  memcpy(embedding, embedding_in, sizeof embedding);
  memcpy(weight1, weight1_in, sizeof weight1);
  memcpy(bias1, bias1_in, sizeof bias1);
  memcpy(gain, gain_in, sizeof gain);
  memcpy(shift, shift_in, sizeof shift);
  for (int i = 0; i < HIDDEN; i++) {
    memcpy(weight2[i], weight2_in + i * CHARACTERS, CHARACTERS * sizeof(float));
  }
  memcpy(bias2, bias2_in, CHARACTERS * sizeof(float));
  contexts = contexts_in;
  next_characters = next_in;
  examples = examples_in;
  seed_twister(seed);
}

/* What the forward pass keeps for the backward pass. */
static float inputs[BATCH][PADDED], hidden[BATCH][HIDDEN], normalized[BATCH][HIDDEN];
static float inverse[HIDDEN], logits[BATCH][PADDED];
static int64_t characters[BATCH][CONTEXT], targets[BATCH];

static void choose_examples(void) {
  for (int i = 0; i < BATCH; i++) {
    uint32_t row = draw() % examples;
    memcpy(characters[i], contexts + (size_t)row * CONTEXT, sizeof characters[i]);
    targets[i] = next_characters[row];
    for (int c = 0; c < CONTEXT; c++) {
      memcpy(&inputs[i][c * EMBEDDING], embedding[characters[i][c]], sizeof embedding[0]);
    }
  }
}

static void normalize(void) {
  float mean[HIDDEN] = {0}, variance[HIDDEN] = {0};
  for (int i = 0; i < BATCH; i++) {
    for (int j = 0; j < HIDDEN; j++) mean[j] += hidden[i][j] / BATCH;
  }
  for (int i = 0; i < BATCH; i++) {
    for (int j = 0; j < HIDDEN; j++) {
      float difference = hidden[i][j] - mean[j];
      normalized[i][j] = difference;
      variance[j] += difference * difference / (BATCH - CORRECTION);
    }
  }
  for (int j = 0; j < HIDDEN; j++) inverse[j] = 1 / sqrtf(variance[j] + 1e-5f);
  for (int i = 0; i < BATCH; i++) {
    for (int j = 0; j < HIDDEN; j++) normalized[i][j] *= inverse[j];
  }
}

static void forward(void) {
  for (int i = 0; i < BATCH; i++) {
    memcpy(hidden[i], bias1, sizeof bias1);
    for (int k = 0; k < WIDTH; k++) {
      for (int j = 0; j < HIDDEN; j++) hidden[i][j] += inputs[i][k] * weight1[k][j];
    }
  }
  normalize();
  for (int i = 0; i < BATCH; i++) {
    for (int j = 0; j < HIDDEN; j++) {
      hidden[i][j] = tanhf(gain[j] * normalized[i][j] + shift[j]);
    }
  }
  for (int i = 0; i < BATCH; i++) {
    memcpy(logits[i], bias2, sizeof bias2);
    for (int k = 0; k < HIDDEN; k++) {
      for (int j = 0; j < PADDED; j++) logits[i][j] += hidden[i][k] * weight2[k][j];
    }
  }
}

/* The mean cross entropy; leaves its gradient where the logits were. */
static float cross_entropy(void) {
  float loss = 0;
  for (int i = 0; i < BATCH; i++) {
    float largest = logits[i][0], sum = 0, target = logits[i][targets[i]];
    for (int j = 1; j < CHARACTERS; j++) largest = fmaxf(largest, logits[i][j]);
    for (int j = 0; j < CHARACTERS; j++) {
      logits[i][j] = expf(logits[i][j] - largest);
      sum += logits[i][j];
    }
    loss += logf(sum) + largest - target;
    for (int j = 0; j < CHARACTERS; j++) logits[i][j] /= sum * BATCH;
    for (int j = CHARACTERS; j < PADDED; j++) logits[i][j] = 0;
    logits[i][targets[i]] -= 1.0f / BATCH;
  }
  return loss / BATCH;
}

/* From the gradient of the logits back to that of the inputs; the parameters move at once, as soon
 * as nothing needs their old values. */
static void backward(void) {
  static float transposed2[PADDED][HIDDEN], transposed1[HIDDEN][PADDED];
  static float grad[BATCH][HIDDEN], grad_inputs[BATCH][PADDED];

  for (int k = 0; k < HIDDEN; k++) {
    for (int j = 0; j < PADDED; j++) transposed2[j][k] = weight2[k][j];
  }
  memset(grad, 0, sizeof grad);
  for (int i = 0; i < BATCH; i++) {
    for (int j = 0; j < CHARACTERS; j++) {
      for (int k = 0; k < HIDDEN; k++) grad[i][k] += logits[i][j] * transposed2[j][k];
    }
  }
  for (int k = 0; k < HIDDEN; k++) {
    float sum[PADDED] = {0};
    for (int i = 0; i < BATCH; i++) {
      for (int j = 0; j < PADDED; j++) sum[j] += hidden[i][k] * logits[i][j];
    }
    for (int j = 0; j < PADDED; j++) weight2[k][j] -= RATE * sum[j];
  }
  for (int i = 0; i < BATCH; i++) {
    for (int j = 0; j < PADDED; j++) bias2[j] -= RATE * logits[i][j];
  }

  /* In the forward pass this was tanh(gain · normalized + shift). */
  float of_gain[HIDDEN] = {0}, of_shift[HIDDEN] = {0};
  for (int i = 0; i < BATCH; i++) {
    for (int k = 0; k < HIDDEN; k++) {
      grad[i][k] *= 1 - hidden[i][k] * hidden[i][k];
      of_shift[k] += grad[i][k];
      of_gain[k] += grad[i][k] * normalized[i][k];
    }
  }
  /* In the forward pass normalized was (x − mean) · inverse. */
  for (int i = 0; i < BATCH; i++) {
    for (int k = 0; k < HIDDEN; k++) {
      float centred = grad[i][k] - of_shift[k] / BATCH;
      float along = normalized[i][k] * of_gain[k] / (BATCH - CORRECTION);
      grad[i][k] = gain[k] * inverse[k] * (centred - along);
    }
  }
  for (int k = 0; k < HIDDEN; k++) {
    gain[k] -= RATE * of_gain[k];
    shift[k] -= RATE * of_shift[k];
  }

  for (int k = 0; k < WIDTH; k++) {
    for (int j = 0; j < HIDDEN; j++) transposed1[j][k] = weight1[k][j];
  }
  memset(grad_inputs, 0, sizeof grad_inputs);
  for (int i = 0; i < BATCH; i++) {
    for (int j = 0; j < HIDDEN; j++) {
      for (int k = 0; k < PADDED; k++) grad_inputs[i][k] += grad[i][j] * transposed1[j][k];
    }
  }
  for (int k = 0; k < WIDTH; k++) {
    float sum[HIDDEN] = {0};
    for (int i = 0; i < BATCH; i++) {
      for (int j = 0; j < HIDDEN; j++) sum[j] += inputs[i][k] * grad[i][j];
    }
    for (int j = 0; j < HIDDEN; j++) weight1[k][j] -= RATE * sum[j];
  }
  for (int i = 0; i < BATCH; i++) {
    for (int j = 0; j < HIDDEN; j++) bias1[j] -= RATE * grad[i][j];
    for (int c = 0; c < CONTEXT; c++) {
      float *row = embedding[characters[i][c]];
      for (int k = 0; k < EMBEDDING; k++) row[k] -= RATE * grad_inputs[i][c * EMBEDDING + k];
    }
  }
}

/* One step of training; the loss. */
float step(void) {
  choose_examples();
  forward();
  float loss = cross_entropy();
  backward();
  return loss;
}
