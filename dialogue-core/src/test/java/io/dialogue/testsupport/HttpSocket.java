package io.dialogue.testsupport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP connection that is kept alive, and that may send requests before the answers
 * to earlier ones.
 */
public final class HttpSocket implements AutoCloseable {

	private final Socket socket;

	private final InputStream in;

	/**
	 * Connects to a port of this machine.
	 * @param port the port
	 */
	public HttpSocket(int port) throws IOException {
		this(new Socket("127.0.0.1", port));
	}

	/**
	 * Takes a connection, which may be one with TLS.
	 * @param socket the connection
	 */
	public HttpSocket(Socket socket) throws IOException {
		this.socket = socket;
		this.socket.setSoTimeout(10_000);
		this.in = new BufferedInputStream(socket.getInputStream());
	}

	/**
	 * A request without body.
	 * @param uri the path and the query
	 * @param headers further header lines
	 * @return the request, ready to be sent
	 */
	public static String get(String uri, String... headers) {
		return request("GET", uri, "", headers);
	}

	/**
	 * A request with a body.
	 * @param uri the path and the query
	 * @param body the body, in ASCII
	 * @param headers further header lines
	 * @return the request, ready to be sent
	 */
	public static String post(String uri, String body, String... headers) {
		return request("POST", uri, body, headers);
	}

	private static String request(String method, String uri, String body, String... headers) {
		String length = "POST".equals(method) ? "Content-Length: " + body.length() + "\r\n" : "";
		String more = (headers.length > 0) ? String.join("\r\n", headers) + "\r\n" : "";
		return method + " " + uri + " HTTP/1.1\r\nHost: localhost\r\n" + length + more + "\r\n" + body;
	}

	/**
	 * Sends requests, or parts of them.
	 * @param text what to send
	 * @return this connection
	 */
	public HttpSocket send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	/**
	 * Sends a request and reads the answer's body.
	 * @param request the request
	 * @return the body
	 */
	public String exchange(String request) throws IOException {
		return send(request).next().body();
	}

	/**
	 * Reads the next answer.
	 * @return the answer
	 */
	public Answer next() throws IOException {
		int status = Integer.parseInt(line().split(" ")[1]);
		int length = 0;
		boolean chunked = false;
		boolean last = false;
		for (String header = line(); !header.isEmpty(); header = line()) {
			String lower = header.toLowerCase(Locale.ROOT);
			if (lower.startsWith("content-length:")) {
				length = Integer.parseInt(lower.substring(15).strip());
			}
			chunked |= lower.startsWith("transfer-encoding: chunked");
			last |= lower.startsWith("connection: close");
		}
		return new Answer(status, chunked ? chunks() : bytes(length), last);
	}

	private String chunks() throws IOException {
		StringBuilder body = new StringBuilder();
		for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
			body.append(bytes(length));
			line();
		}
		line();
		return body.toString();
	}

	private String bytes(int length) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException();
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				throw new EOFException();
			}
			if (next != '\r') {
				line.write(next);
			}
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Whether the server has closed the connection, and nothing is left to read.
	 * @return {@code false} if there was something
	 */
	public boolean isClosed() throws IOException {
		return this.in.read() < 0;
	}

	/**
	 * The connection.
	 * @return the connection
	 */
	public Socket socket() {
		return this.socket;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * An answer.
	 *
	 * @param status its status
	 * @param body its body
	 * @param last whether the server closes the connection after it
	 */
	public record Answer(int status, String body, boolean last) {

	}

}
