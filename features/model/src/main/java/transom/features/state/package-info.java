/**
 * What an instance has learnt by updates and starts with next time, on disk: {@link transom.features.state.StateFolder}.
 *
 * <p>One file says all, and is replaced as a whole; the jars that it names are there before it. So whoever starts after a
 * power cut finds the state before an update, or the one after it.
 */
package transom.features.state;
