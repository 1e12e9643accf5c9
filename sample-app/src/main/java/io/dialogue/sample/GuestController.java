package io.dialogue.sample;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the page that nobody logs in here, so that it asks for a name.
 */
@RestController
@Profile("!secured")
class GuestController {

	@GetMapping("/me")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void me() {
	}

}
