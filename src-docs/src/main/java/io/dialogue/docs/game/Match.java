package io.dialogue.docs.game;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.client.ConnectedClient;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.docs.game.GameEvents.GameState;
import io.dialogue.docs.game.GameEvents.Player;
import io.dialogue.docs.game.GameEvents.PlayerAction;
import io.dialogue.docs.game.GameEvents.PlayerMove;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.ClientHooks;
import io.dialogue.room.Room;

/**
 * The match: who plays, and what they do.
 */
// tag::match[]
@Component
class Match implements ClientHooks {

	static final String ROOM = "game:match-1";

	private final Map<String, Player> players = new ConcurrentHashMap<>();

	private final AtomicLong tick = new AtomicLong();

	private final DialogueTemplate dialogue;

	Match(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	@Override
	public void onConnected(ConnectedClient client) {
		client.join("game:lobby");
	}

	@Override
	public void onJoined(ConnectedClient client, Room room) {
		if (room.id().equals(ROOM)) {
			this.players.put(client.userId(), new Player(client.userId(), 0, 0, 100));
		}
	}

	@Override
	public void onLeft(ConnectedClient client, String roomId) {
		if (roomId.equals(ROOM)) {
			this.players.remove(client.userId());
		}
	}

	@DialogueListener(room = ROOM)
	void move(EventMessage<PlayerMove> message) { // <1>
		PlayerMove move = message.data();
		if (move != null) {
			this.players.computeIfPresent(message.from(), (id, player) -> player.at(move.x(), move.y()));
		}
	}

	@DialogueListener(room = ROOM)
	void act(EventMessage<PlayerAction> message) {
		PlayerAction action = message.data();
		if (action != null && action.action() == PlayerAction.Action.ATTACK && action.targetId() != null) {
			this.players.computeIfPresent(action.targetId(), (id, player) -> player.hit());
		}
	}

	@Scheduled(fixedRate = 33)
	void tell() {
		Room room = this.dialogue.room(ROOM);
		if (room != null && room.size() > 0) {
			room.trigger(new GameState(List.copyOf(this.players.values()), this.tick.incrementAndGet()));
		}
	}

}
// end::match[]
