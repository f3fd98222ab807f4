#include "content.h"

static uint32_t word_at(size_t index, uint32_t seed)
{
    uint32_t word = (uint32_t)index * 2654435761u ^ seed * 2246822519u;

    return word ^ word >> 15;
}

void content_write(volatile uint32_t *words, size_t pages, uint32_t seed)
{
    for (size_t i = PAGE_WORDS; i < pages * PAGE_WORDS; i++) {
        words[i] = word_at(i, seed);
    }
}

size_t content_wrong(const volatile uint32_t *words, size_t pages, uint32_t seed)
{
    size_t wrong = 0;

    for (size_t page = 1; page < pages; page++) {
        for (size_t i = page * PAGE_WORDS; i < (page + 1) * PAGE_WORDS; i++) {
            if (words[i] != word_at(i, seed)) {
                wrong++;
                break;
            }
        }
    }
    return wrong;
}
