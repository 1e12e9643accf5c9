package io.dialogue.benchmarks.peer;

/**
 * Makes messages of one size, which is that of their JSON.
 */
public final class Messages {

	private static final String USER = "user-4711";

	private static final String WORDS = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor ";

	private static final int FIELDS = "{\"id\":1000000,\"user\":\"user-4711\",\"sentAt\":100000000000000,\"text\":\"\"}"
		.length();

	private final String text;

	private long next = 1_000_000;

	/**
	 * Creates a source of messages.
	 * @param size the size of a message's JSON in bytes, about
	 */
	public Messages(int size) {
		int length = Math.max(1, size - FIELDS);
		this.text = WORDS.repeat(length / WORDS.length() + 1).substring(0, length).replaceFirst(" $", ".");
	}

	/**
	 * Makes the next message. Not safe for use by several threads.
	 * @param sentAt its time in nanoseconds
	 * @return the message
	 */
	public Message next(long sentAt) {
		return new Message(this.next++, USER, sentAt, this.text);
	}

	/**
	 * Makes the next message as JSON.
	 * @param sentAt its time in nanoseconds
	 * @return the JSON
	 */
	public String nextJson(long sentAt) {
		return "{\"id\":" + this.next++ + ",\"user\":\"" + USER + "\",\"sentAt\":" + sentAt + ",\"text\":\"" + this.text
				+ "\"}";
	}

}
