package io.dialogue.sample.secured;

import java.security.Principal;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

import io.dialogue.core.DialogueTemplate;

/**
 * What administrators do to others. The {@link SecurityConfiguration} lets nobody else
 * come here.
 */
@RestController
@RequestMapping("/admin")
@Profile("secured")
class AdminController {

	private final DialogueTemplate dialogue;

	private final Accounts accounts;

	private final AdminDesk desk;

	AdminController(DialogueTemplate dialogue, Accounts accounts, AdminDesk desk) {
		this.dialogue = dialogue;
		this.accounts = accounts;
		this.desk = desk;
	}

	// tag::revoke[]
	@PostMapping("/users/{name}/revoke")
	Mono<Void> revoke(@PathVariable String name, Principal admin) {
		requireAnother(name, admin);
		this.accounts.close(name); // <1>
		this.desk.note(name, "access revoked by " + admin.getName());
		return Mono.fromFuture(() -> this.dialogue.revoke(name)); // <2>
	}

	@PostMapping("/users/{name}/reinstate")
	Mono<Void> reinstate(@PathVariable String name, Principal admin) {
		requireAnother(name, admin);
		return Mono.fromFuture(() -> this.dialogue.reinstate(name)).then(Mono.fromRunnable(() -> {
			this.accounts.open(name);
			this.desk.note(name, "access given back by " + admin.getName());
		}));
	}

	@DeleteMapping("/rooms/{roomId}/users/{name}")
	Mono<Void> remove(@PathVariable String roomId, @PathVariable String name, Principal admin) {
		requireAnother(name, admin);
		return Mono.fromFuture(() -> this.dialogue.removeFromRoom(roomId, name, "Removed by " + admin.getName()))
			.doOnNext((clients) -> this.desk.note(name, "removed from " + roomId + " by " + admin.getName()))
			.then();
	}
	// end::revoke[]

	/** Whoever locks the last administrator out needs a new server. */
	private void requireAnother(String name, Principal admin) {
		if (!this.accounts.exists(name)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		if (name.equals(admin.getName())) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "That is yourself");
		}
	}

}
