/**
 * A test card is a scanout without a guest: a buffer of some allocator's memory that this process draws itself, always in
 * place, as a guest with page flips would.
 */
package transom.itests.testcard.internal.card;
