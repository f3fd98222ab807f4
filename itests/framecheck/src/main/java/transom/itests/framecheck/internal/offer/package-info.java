/** What offers of memory to a guest do: the guest reads and writes a place of which its kernel knows nothing. */
package transom.itests.framecheck.internal.offer;
