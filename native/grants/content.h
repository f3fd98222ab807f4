/* What is written into shared pages and looked for at the other end: every word depends on its place and on a seed. */
#ifndef CONTENT_H
#define CONTENT_H

#include <stddef.h>
#include <stdint.h>

enum { PAGE = 4096, PAGE_WORDS = PAGE / 4 };

/* The first page is left out: see peer.h. */
void content_write(volatile uint32_t *words, size_t pages, uint32_t seed);

/* Returns how many of the pages have a wrong word. */
size_t content_wrong(const volatile uint32_t *words, size_t pages, uint32_t seed);

#endif
