package io.dialogue.client;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.dialogue.event.Droppable;
import io.dialogue.event.EncodedEvent;

/**
 * A message to one or many clients: a name and one JSON argument, encoded once. A
 * transport that sends it to many frames it once, too.
 */
public final class OutboundMessage {

	private final String name;

	private final int length;

	private final @Nullable EncodedEvent event;

	private final byte[] json;

	private volatile @Nullable Framed framed;

	private OutboundMessage(String name, byte[] json, @Nullable EncodedEvent event, int length) {
		this.name = name;
		this.json = json;
		this.event = event;
		this.length = length;
	}

	/**
	 * A message of any kind.
	 * @param name the message's name
	 * @param json its argument as UTF-8 JSON; not copied. Empty for no argument
	 * @return the message
	 */
	public static OutboundMessage of(String name, byte[] json) {
		return new OutboundMessage(name, json, null, json.length);
	}

	/**
	 * A message that carries an event.
	 * @param name the message's name
	 * @param event the event, which is its argument
	 * @return the message
	 */
	public static OutboundMessage of(String name, EncodedEvent event) {
		return new OutboundMessage(name, new byte[0], event, event.length());
	}

	/**
	 * The message's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The length of the JSON argument.
	 * @return the number of bytes, 0 for no argument
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Whether the message may be dropped for clients that read too slowly.
	 * @return how, or {@code null} if it may not
	 */
	public @Nullable Droppable droppable() {
		return (this.event != null) ? this.event.droppable() : null;
	}

	/**
	 * Copies the JSON argument.
	 * @param target where to
	 * @param position the index of the first byte there
	 */
	public void copyTo(byte[] target, int position) {
		if (this.event != null) {
			this.event.copyTo(target, position);
		}
		else {
			System.arraycopy(this.json, 0, target, position, this.length);
		}
	}

	/**
	 * This message in a transport's frame, made at the first call and kept.
	 * @param <F> the type of the frame
	 * @param type the type of the frame, which tells transports apart
	 * @param framing makes the frame; may run more than once, on several threads
	 * @return the frame
	 */
	public <F> F framed(Class<F> type, Function<OutboundMessage, F> framing) {
		Framed known = this.framed;
		if (known != null && known.type == type) {
			return type.cast(known.frame);
		}
		F frame = framing.apply(this);
		this.framed = new Framed(type, frame);
		return frame;
	}

	private record Framed(Class<?> type, Object frame) {

	}

}
