package io.dialogue.sample.secured;

import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.stereotype.Component;

import io.dialogue.client.ClientSocket;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.SocketHooks;
import io.dialogue.room.Room;
import io.dialogue.sample.secured.AccountList.AccountState;
import io.dialogue.sample.secured.AccountList.Connection;

/**
 * Tells administrators who comes and goes, as it happens, in a room of their own.
 */
@Component
@Profile("secured")
class AdminDesk implements ClientHooks, SocketHooks {

	static final String ROOM = "admin";

	private final DialogueTemplate dialogue;

	private final Accounts accounts;

	AdminDesk(DialogueTemplate dialogue, Accounts accounts) {
		this.dialogue = dialogue;
		this.accounts = accounts;
	}

	@Override
	public void onConnected(ConnectedClient client) {
		note(client.userId(), hasToken(client) ? "connected with a token" : "connected with the session's cookie");
	}

	@Override
	public void onJoined(ConnectedClient client, Room room) {
		tell();
	}

	@Override
	public void onLeft(ConnectedClient client, String roomId) {
		tell();
	}

	/** Runs when the client is no longer among the clients, and knows the reason. */
	@Override
	public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
		note(socket.identity().userId(), "connection ended: " + reason.text());
	}

	/**
	 * Writes something down, and tells how things are now.
	 * @param user whom it is about
	 * @param text what has happened
	 */
	void note(String user, String text) {
		this.dialogue.trigger(ROOM, new Activity(user, text));
		tell();
	}

	/** One at a time, so that what is told last is how things are. */
	private synchronized void tell() {
		this.dialogue.trigger(ROOM, new AccountList(this.accounts.all().stream().map(this::state).toList()));
	}

	private AccountState state(UserDetails user) {
		String name = user.getUsername();
		boolean admin = user.getAuthorities()
			.stream()
			.anyMatch((authority) -> "ROLE_ADMIN".equals(authority.getAuthority()));
		List<Connection> connections = this.dialogue.clients(name)
			.stream()
			.filter(ConnectedClient::isConnected)
			.map((client) -> new Connection(client.id(), hasToken(client), List.copyOf(client.rooms())))
			.toList();
		return new AccountState(name, admin, !this.accounts.isOpen(name), connections);
	}

	private static boolean hasToken(ConnectedClient client) {
		return client.identity().expiresAt() != null;
	}

}
