package io.dialogue.socketio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Immutable values that many requests have in common, such as names of headers and of
 * browsers, so that each is kept once and not once for every client. Bounded: forgets all
 * when there are too many, which costs memory again and nothing else.
 *
 * @param <T> the type of the values, which are equal if one may stand for another
 */
final class SharedValues<T> {

	private final Map<T, T> values = new ConcurrentHashMap<>();

	private final int limit;

	/**
	 * Creates an empty set.
	 * @param limit how many values are kept at most
	 */
	SharedValues(int limit) {
		this.limit = limit;
	}

	/**
	 * Finds the one that is kept for all. May be called by any thread.
	 * @param value a value, small enough to be kept
	 * @return an equal value
	 */
	T share(T value) {
		T known = this.values.get(value);
		if (known != null) {
			return known;
		}
		if (this.values.size() >= this.limit) {
			this.values.clear();
		}
		T other = this.values.putIfAbsent(value, value);
		return (other != null) ? other : value;
	}

	int size() {
		return this.values.size();
	}

}
