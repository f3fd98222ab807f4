/* The tests of dom0's gntdev. Each reports by tap(). */
#ifndef TESTS_H
#define TESTS_H

#include "peer.h"

/* IMP_TO_REFS: every allocator's buffers in three sizes, compared in both directions. */
void test_import(const struct peer *peer);

/* EXP_FROM_REFS: the peer's pages as a dma-buf, imported and mapped by the CPU, compared in both directions. */
void test_export(const struct peer *peer);

/* What must be refused, and by which errno. */
void test_refusals(void);

/* IMP_RELEASE while the peer has the pages mapped: they stay the buffer's until it unmaps them. PV only. */
void test_lifetime(void);

/* IMP_TO_REFS after dom0's memory went down and up again: right or refused, never silently wrong. PV only. */
void test_balloon(void);

/* Not a test: writes the bytes of a dma-buf that process `pid` has open as `number` to standard output. An exit status. */
int dump_main(int pid, int number);

#endif
