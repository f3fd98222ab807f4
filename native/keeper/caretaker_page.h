/* Guests' pages by what the store knows of them: xen/page/NAME. */
#ifndef KEEPER_CARETAKER_PAGE_H
#define KEEPER_CARETAKER_PAGE_H

#include "store.h"

/* Maps one page, writable. NULL, with a reason in errno: ENOENT if the store does not know it, or not how. */
void *caretaker_page_map(const struct store *store, const char *name);

/* Nothing happens to NULL. */
void caretaker_page_unmap(void *page);

#endif
