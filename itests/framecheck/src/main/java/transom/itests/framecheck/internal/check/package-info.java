/**
 * Holds every page flip of every guest against the picture that the guest's test program draws for that frame's number:
 * the pixels of the shared buffer itself, and the order of the numbers.
 */
package transom.itests.framecheck.internal.check;
