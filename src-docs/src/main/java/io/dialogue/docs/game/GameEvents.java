package io.dialogue.docs.game;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;

/**
 * The events of the game.
 */
// tag::events[]
interface GameEvents {

	@DialogueEvent("player:move")
	record PlayerMove(double x, double y, Direction direction) {

		enum Direction {

			UP, DOWN, LEFT, RIGHT

		}

	}

	@DialogueEvent("player:action")
	record PlayerAction(Action action, @Nullable String targetId) {

		enum Action {

			ATTACK, DEFEND, HEAL, SPECIAL

		}

	}

	@DialogueEvent("game:state")
	record GameState(List<Player> players, long tick) {

	}

	record Player(String id, double x, double y, int health) {

		Player at(double newX, double newY) {
			return new Player(this.id, newX, newY, this.health);
		}

		Player hit() {
			return new Player(this.id, this.x, this.y, Math.max(0, this.health - 10));
		}

	}

}
// end::events[]
