package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Gathers the binary attachments that follow a packet.
 */
final class BinaryAssembly {

	private final int limit;

	private @Nullable SocketPacket packet;

	private List<byte[]> attachments = List.of();

	private int bytes;

	/**
	 * Creates an assembly that waits for nothing.
	 * @param limit the largest sum of one packet's attachments, in bytes
	 */
	BinaryAssembly(int limit) {
		this.limit = limit;
	}

	boolean isWaiting() {
		return this.packet != null;
	}

	void begin(SocketPacket head) {
		this.packet = head;
		this.attachments = new ArrayList<>(head.attachments());
		this.bytes = 0;
	}

	/**
	 * Takes an attachment.
	 * @param content its content
	 * @return {@code false} if none is expected, or it is too much
	 */
	boolean add(byte[] content) {
		if (this.packet == null || content.length > this.limit - this.bytes) {
			return false;
		}
		this.bytes += content.length;
		return this.attachments.add(content);
	}

	/**
	 * The packet, once it is complete.
	 * @return the packet, or {@code null} while attachments are missing
	 */
	@Nullable SocketPacket complete() {
		SocketPacket head = this.packet;
		if (head == null || this.attachments.size() < head.attachments()) {
			return null;
		}
		this.packet = null;
		return head;
	}

	/**
	 * The attachments of the packet that was completed last.
	 * @return the attachments, in order
	 */
	List<byte[]> take() {
		List<byte[]> taken = this.attachments;
		this.attachments = List.of();
		return taken;
	}

}
