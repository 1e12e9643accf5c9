package io.dialogue.socketio;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A WebSocket client that connects to the default namespace, and reads only when it is
 * told to. Its kernel keeps little for it.
 */
final class SlowReader implements AutoCloseable {

	private final Socket socket = new Socket();

	private final InputStream in;

	SlowReader(int port) throws IOException {
		this(port, 4096);
	}

	/**
	 * A client whose kernel keeps as much as is asked for.
	 */
	SlowReader(int port, int receiveBuffer) throws IOException {
		this.socket.setReceiveBufferSize(receiveBuffer);
		this.socket.connect(new InetSocketAddress("127.0.0.1", port));
		this.socket.setSoTimeout(10_000);
		this.in = this.socket.getInputStream();
		this.socket.getOutputStream().write(RawClient.upgradeRequest(""));
		skipHead();
		next();
		this.socket.getOutputStream().write(new byte[] { (byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '4', '0' });
		next();
	}

	private void skipHead() throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) this.in.read());
		}
	}

	boolean isOpen() {
		return !this.socket.isClosed();
	}

	/**
	 * Reads the next frame's text.
	 */
	String next() throws IOException {
		this.in.read();
		int length = this.in.read() & 0x7F;
		if (length >= 126) {
			length = new BigInteger(1, this.in.readNBytes((length == 126) ? 2 : 8)).intValueExact();
		}
		return new String(this.in.readNBytes(length), StandardCharsets.UTF_8);
	}

	/**
	 * Reads a part of what comes, wherever frames begin.
	 * @param length the number of bytes
	 * @return how many there were before the end
	 */
	int read(int length) throws IOException {
		return this.in.readNBytes(length).length;
	}

	/**
	 * Reads until something comes.
	 * @return all that came, that included
	 */
	List<String> readUntil(Predicate<String> last) throws IOException {
		List<String> texts = new ArrayList<>();
		String text = next();
		while (!last.test(text)) {
			texts.add(text);
			text = next();
		}
		texts.add(text);
		return texts;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
