package io.dialogue.socketio;

import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * The packets of one long-polling request, decoded one by one as they are asked for.
 */
final class PollingPayload {

	static final byte SEPARATOR = 0x1e;

	/** Of Base64, as RFC 2045 has it. */
	private static final int LINE = 76;

	private final byte[] body;

	private final int limit;

	private int position;

	/**
	 * Creates a payload.
	 * @param body the request's body
	 * @param limit the largest packet, in bytes
	 */
	PollingPayload(byte[] body, int limit) {
		this.body = body;
		this.limit = limit;
	}

	/**
	 * The next packet.
	 * @return the packet, which may be an invalid one, or {@code null} if there is none
	 */
	@Nullable EnginePacket next() {
		if (this.position > this.body.length) {
			return null;
		}
		int end = this.position;
		while (end < this.body.length && this.body[end] != SEPARATOR) {
			end++;
		}
		int start = this.position;
		this.position = end + 1;
		return decode(start, end);
	}

	private EnginePacket decode(int start, int end) {
		int longest = this.limit / 3 * 4 + 4;
		if (end == start || end - start > 1 + longest + longest / LINE + 1) {
			return EnginePacket.text(null);
		}
		if (this.body[start] == EnginePacket.BINARY) {
			return decodeBinary(start + 1, end);
		}
		return EnginePacket.text((end - start <= this.limit) ? Utf8.decode(this.body, start, end - start) : null);
	}

	/** The stock Java client breaks lines. */
	private byte[] withoutLineBreaks(int start, int end) {
		byte[] text = new byte[end - start];
		int length = 0;
		for (int i = start; i < end; i++) {
			if (this.body[i] != '\n') {
				text[length++] = this.body[i];
			}
		}
		return (length < text.length) ? Arrays.copyOf(text, length) : text;
	}

	private EnginePacket decodeBinary(int start, int end) {
		try {
			byte[] content = Base64.getDecoder().decode(withoutLineBreaks(start, end));
			return (content.length <= this.limit) ? EnginePacket.binary(content) : EnginePacket.text(null);
		}
		catch (IllegalArgumentException ex) {
			return EnginePacket.text(null);
		}
	}

}
