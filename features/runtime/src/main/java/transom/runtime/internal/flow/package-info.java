/** What guests are served and presenters show, watched by its counters: does all do well, and how long was the longest gap. */
package transom.runtime.internal.flow;
