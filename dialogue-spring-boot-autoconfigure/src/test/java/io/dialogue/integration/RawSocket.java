package io.dialogue.integration;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WebSocket that sends what no Socket.IO client would, and shows what comes back word
 * for word.
 */
final class RawSocket implements WebSocket.Listener {

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private final StringBuilder text = new StringBuilder();

	private RawSocket() {
	}

	/** Connects to the server's main namespace and joins the room 'chat'. */
	static Sender joined(int port) throws InterruptedException {
		RawSocket listener = new RawSocket();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket"), listener)
			.join();
		Sender sender = new Sender(socket, listener.received);
		sender.answer("0{");
		sender.send("40");
		sender.answer("40");
		sender.send("420[\"dialogue:join\",{\"roomId\":\"chat\"}]");
		sender.answer("430");
		return sender;
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.text.append(data);
		if (last) {
			this.received.add(this.text.toString());
			this.text.setLength(0);
		}
		webSocket.request(1);
		return null;
	}

	/**
	 * Sends, and waits for answers.
	 */
	record Sender(WebSocket socket, BlockingQueue<String> received) {

		void send(String packet) {
			this.socket.sendText(packet, true).join();
		}

		/** Waits for a packet that begins so, passing over all others. */
		String answer(String start) throws InterruptedException {
			List<String> passed = new ArrayList<>();
			String packet = this.received.poll(10, TimeUnit.SECONDS);
			while (packet != null && !packet.startsWith(start)) {
				passed.add(packet);
				packet = this.received.poll(10, TimeUnit.SECONDS);
			}
			assertThat(packet).as("packet '%s' after %s", start, passed).isNotNull();
			return packet;
		}

	}

}
