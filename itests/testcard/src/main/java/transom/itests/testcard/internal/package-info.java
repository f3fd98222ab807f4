/** Test cards as a component; what they are is in {@code card}. */
package transom.itests.testcard.internal;
