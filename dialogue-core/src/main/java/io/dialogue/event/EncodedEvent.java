package io.dialogue.event;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * An event's envelope as UTF-8 JSON, encoded once for all who receive it. The offset,
 * which is known only after publishing, is the envelope's last field. Immutable.
 */
public final class EncodedEvent {

	private static final byte[] OFFSET = ",\"offset\":".getBytes(StandardCharsets.US_ASCII);

	private final String name;

	private final byte[] head;

	private final byte[] tail;

	private final @Nullable Long offset;

	private final @Nullable Droppable droppable;

	/**
	 * Wraps an envelope.
	 * @param name the event's name
	 * @param envelope a JSON object without offset, not empty; not copied, and not to be
	 * changed afterwards
	 */
	public EncodedEvent(String name, byte[] envelope) {
		this(name, envelope, new byte[] { '}' }, null, null);
	}

	private EncodedEvent(String name, byte[] head, byte[] tail, @Nullable Long offset, @Nullable Droppable droppable) {
		this.name = name;
		this.head = head;
		this.tail = tail;
		this.offset = offset;
		this.droppable = droppable;
	}

	/**
	 * The event's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The event's number in the room's history.
	 * @return the offset, or {@code null} if it has none
	 */
	public @Nullable Long offset() {
		return this.offset;
	}

	/**
	 * The same event with an offset. Shares the bytes that are there.
	 * @param number the offset
	 * @return a new event
	 */
	public EncodedEvent withOffset(long number) {
		byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
		byte[] end = new byte[OFFSET.length + digits.length + 1];
		System.arraycopy(OFFSET, 0, end, 0, OFFSET.length);
		System.arraycopy(digits, 0, end, OFFSET.length, digits.length);
		end[end.length - 1] = '}';
		return new EncodedEvent(this.name, this.head, end, number, this.droppable);
	}

	/**
	 * Whether the event may be dropped for clients that read too slowly.
	 * @return how, or {@code null} if it may not
	 */
	public @Nullable Droppable droppable() {
		return this.droppable;
	}

	/**
	 * The same event, which may be dropped. Shares the bytes that are there.
	 * @param hint how it may be dropped, {@code null} if it may not
	 * @return a new event
	 */
	public EncodedEvent withDroppable(@Nullable Droppable hint) {
		return new EncodedEvent(this.name, this.head, this.tail, this.offset, hint);
	}

	/**
	 * The length of the JSON.
	 * @return the number of bytes
	 */
	public int length() {
		return this.head.length - 1 + this.tail.length;
	}

	/**
	 * Copies the JSON.
	 * @param target where to
	 * @param position the index of the first byte there
	 */
	public void copyTo(byte[] target, int position) {
		int body = this.head.length - 1;
		System.arraycopy(this.head, 0, target, position, body);
		System.arraycopy(this.tail, 0, target, position + body, this.tail.length);
	}

	/**
	 * The JSON.
	 * @return a new array
	 */
	public byte[] toBytes() {
		byte[] bytes = new byte[length()];
		copyTo(bytes, 0);
		return bytes;
	}

	@Override
	public String toString() {
		return "EncodedEvent[" + this.name + ", offset=" + this.offset + ", " + length() + " bytes]";
	}

}
