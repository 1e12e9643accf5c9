package io.dialogue.sample.secured;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.annotation.Profile;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The users, and whose account is closed. An application keeps both in its database;
 * these are open again when the server has started anew.
 */
@Component
@Profile("secured")
class Accounts implements ReactiveUserDetailsService {

	private final Map<String, UserDetails> users;

	private final Set<String> closed = ConcurrentHashMap.newKeySet();

	Accounts() {
		PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
		Map<String, UserDetails> known = new LinkedHashMap<>();
		known.put("ada", user("ada", encoder.encode("lovelace"), "USER"));
		known.put("grace", user("grace", encoder.encode("hopper"), "USER", "ADMIN"));
		this.users = Collections.unmodifiableMap(known);
	}

	private static UserDetails user(String name, String password, String... roles) {
		return User.withUsername(name).password(password).roles(roles).build();
	}

	/** A closed account is a locked one: its password lets nobody in any more. */
	@Override
	public Mono<UserDetails> findByUsername(String username) {
		return Mono.justOrEmpty(this.users.get(username))
			.map((user) -> User.withUserDetails(user).accountLocked(!isOpen(username)).build());
	}

	Collection<UserDetails> all() {
		return this.users.values();
	}

	boolean exists(String name) {
		return this.users.containsKey(name);
	}

	boolean isOpen(String name) {
		return exists(name) && !this.closed.contains(name);
	}

	void close(String name) {
		this.closed.add(name);
	}

	void open(String name) {
		this.closed.remove(name);
	}

}
