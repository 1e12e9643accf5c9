package io.dialogue.socketio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Short texts that many requests have in common, such as names of headers and of
 * browsers, so that each is kept once and not once for every client. Bounded: forgets all
 * when there are too many, which costs memory again and nothing else.
 */
final class SharedStrings {

	private static final int MAX_STRINGS = 4096;

	private static final int MAX_LENGTH = 256;

	private final Map<String, String> strings = new ConcurrentHashMap<>();

	/**
	 * Finds the one that is kept for all. May be called by any thread.
	 * @param text a text
	 * @return an equal text
	 */
	String share(String text) {
		if (text.length() > MAX_LENGTH) {
			return text;
		}
		String known = this.strings.get(text);
		if (known != null) {
			return known;
		}
		if (this.strings.size() >= MAX_STRINGS) {
			this.strings.clear();
		}
		String other = this.strings.putIfAbsent(text, text);
		return (other != null) ? other : text;
	}

	int size() {
		return this.strings.size();
	}

}
