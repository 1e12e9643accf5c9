package io.dialogue.socketio;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSocket frames by RFC 6455, however they come, against an echoing server.
 */
class WebSocketFramesTests {

	private static final int CONTINUATION = 0x00;

	private static final int TEXT = 0x01;

	private static final int BINARY = 0x02;

	private static final int CLOSE = 0x88;

	private static final int PING = 0x89;

	private static final int PONG = 0x8A;

	private static final int FIN = 0x80;

	private static final int MAX_PACKET = 1000;

	@RegisterExtension
	final EngineExtension engine = new EngineExtension();

	private final ByteArrayOutputStream frames = new ByteArrayOutputStream();

	private Socket socket;

	private DataInputStream input;

	@BeforeEach
	void connect() throws Exception {
		this.engine.start((settings) -> settings.path("/socket.io/").maxPacketSize(MAX_PACKET));
		this.socket = new Socket("127.0.0.1", this.engine.port());
		this.socket.setSoTimeout(10_000);
		this.socket.setTcpNoDelay(true);
		this.socket.getOutputStream().write(RawClient.upgradeRequest(""));
		assertThat(RawClient.readHead(this.socket)).startsWith("HTTP/1.1 101");
		this.input = new DataInputStream(this.socket.getInputStream());
		assertThat(next()).startsWith("81 0{");
	}

	@AfterEach
	void disconnect() throws Exception {
		this.socket.close();
		this.engine.awaitNoSession();
	}

	@Test
	void textIsPutTogetherWhereItIsCutWithinACharacter() throws Exception {
		byte[] text = bytes("4grüße");
		add(TEXT, Arrays.copyOf(text, 4));
		add(CONTINUATION, new byte[0]);
		add(FIN | CONTINUATION, Arrays.copyOfRange(text, 4, text.length));
		send();
		assertThat(next()).isEqualTo("81 4grüße");
	}

	@Test
	void binaryIsPutTogether() throws Exception {
		add(BINARY, bytes("a"));
		add(CONTINUATION, bytes("b"));
		add(FIN | CONTINUATION, bytes("c"));
		send();
		assertThat(next()).isEqualTo("82 abc");
	}

	@Test
	void controlFramesComeBetweenFragments() throws Exception {
		add(TEXT, bytes("4a"));
		add(PING, bytes("p"));
		add(CONTINUATION, bytes("b"));
		add(PONG, bytes("q"));
		add(FIN | CONTINUATION, bytes("c"));
		add(FIN | TEXT, bytes("4d"));
		send();
		assertThat(next()).isEqualTo("8a p");
		assertThat(next()).isEqualTo("81 4abc");
		assertThat(next()).isEqualTo("81 4d");
	}

	@Test
	void closeComesBetweenFragments() throws Exception {
		add(TEXT, bytes("4a"));
		add(CLOSE, close(1000));
		add(FIN | CONTINUATION, bytes("b"));
		send();
		assertThat(nextClose()).isEqualTo(1000);
		assertThat(this.input.read()).isEqualTo(-1);
	}

	@Test
	void framesComeInPieces() throws Exception {
		add(FIN | TEXT, bytes("4one"));
		add(TEXT, bytes("4t"));
		add(FIN | CONTINUATION, bytes("wo"));
		add(FIN | BINARY, bytes("x".repeat(300)));
		for (byte piece : this.frames.toByteArray()) {
			this.socket.getOutputStream().write(piece);
		}
		assertThat(next()).isEqualTo("81 4one");
		assertThat(next()).isEqualTo("81 4two");
		assertThat(next()).isEqualTo("82 " + "x".repeat(300));
	}

	@Test
	void manyFramesComeAtOnce() throws Exception {
		for (int i = 0; i < 1000; i++) {
			add(FIN | TEXT, bytes("4" + i));
		}
		send();
		for (int i = 0; i < 1000; i++) {
			assertThat(next()).isEqualTo("81 4" + i);
		}
	}

	@Test
	void nothingIsHandledThatFollowsAClose() throws Exception {
		add(FIN | TEXT, bytes("4before"));
		add(CLOSE, close(1000));
		add(FIN | TEXT, bytes("4after"));
		add(PING, bytes("p"));
		send();
		String answers = new String(this.input.readAllBytes(), StandardCharsets.ISO_8859_1);
		assertThat(answers).contains("\u0088").doesNotContain("4after").doesNotContain("\u008a");
	}

	@Test
	void fragmentsMayBeAsLongAsAPacketMay() throws Exception {
		add(BINARY, new byte[MAX_PACKET - 1]);
		add(FIN | CONTINUATION, new byte[1]);
		send();
		assertThat(next()).isEqualTo("82 " + "\0".repeat(MAX_PACKET));
	}

	@Test
	void fragmentsThatAreTooLongEndTheSession() throws Exception {
		add(BINARY, new byte[MAX_PACKET]);
		add(CONTINUATION, new byte[1]);
		add(CONTINUATION, new byte[MAX_PACKET]);
		add(FIN | CONTINUATION, new byte[1]);
		send();
		assertThat(nextClose()).isEqualTo(1002);
	}

	@Test
	void fragmentsOfBrokenTextEndTheSession() throws Exception {
		add(TEXT, bytes("4a"));
		add(FIN | CONTINUATION, new byte[] { (byte) 0xFF });
		send();
		assertThat(nextClose()).isEqualTo(1002);
	}

	@Test
	void continuationOfNothingEndsTheSession() throws Exception {
		add(FIN | CONTINUATION, bytes("a"));
		send();
		assertThat(nextClose()).isEqualTo(1002);
	}

	@Test
	void messageWithinAnotherOneEndsTheSession() throws Exception {
		add(TEXT, bytes("4a"));
		add(FIN | TEXT, bytes("4b"));
		send();
		assertThat(nextClose()).isEqualTo(1002);
	}

	@Test
	void reservedBitsEndTheSession() throws Exception {
		add(FIN | 0x40 | TEXT, bytes("4a"));
		send();
		assertThat(nextClose()).isEqualTo(1002);
	}

	@Test
	void clientMayLeaveInTheMiddleOfAMessage() throws Exception {
		add(TEXT, bytes("4a"));
		this.frames.write(FIN | CONTINUATION);
		send();
		this.socket.close();
		this.engine.awaitNoSession();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] close(int status) {
		return new byte[] { (byte) (status >> 8), (byte) status };
	}

	private void add(int first, byte[] payload) {
		this.frames.writeBytes(RawClient.frame(first, payload));
	}

	private void send() throws Exception {
		this.socket.getOutputStream().write(this.frames.toByteArray());
	}

	/** The first byte of the server's next frame, and what it holds. */
	private String next() throws Exception {
		int first = this.input.readUnsignedByte();
		return Integer.toHexString(first) + " " + new String(payload(), StandardCharsets.UTF_8);
	}

	private int nextClose() throws Exception {
		assertThat(this.input.readUnsignedByte()).isEqualTo(CLOSE);
		byte[] payload = payload();
		return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
	}

	private byte[] payload() throws Exception {
		int length = this.input.readUnsignedByte();
		return this.input.readNBytes((length == 126) ? this.input.readUnsignedShort() : length);
	}

}
