# frozen_string_literal: true

# receive.rb CONFIG CALLBACK NOW_MS: prints the events of a recorded HTTP request, and the answer that its platform waits for.

require_relative "imhook"

begin
  config, callback, now_ms = ARGV
  receiver = Imhook::Receiver.new(File.binread(config))
  head, body = File.binread(callback).split("\r\n\r\n", 2)
  line, headers = head.split("\r\n", 2)
  method, target = line.split

  delivery = JSON.parse(receiver.receive(method: method, target: target, headers: "#{headers}\r\n", body: body, now_ms: now_ms.to_i))
  delivery["events"].each do |event|
    puts "#{event["type"]} #{event["id"]}"
    text = event.dig("message", "text")
    puts "  #{text}" if text
  end
  puts "answer #{delivery["reply"].values_at("status", "content_type", "body").join(" ")}"
rescue Imhook::Refusal => e
  warn "refused: #{e.name} (#{e.status})\n  #{e.message}"
  warn "  hint: #{e.hint}" if e.hint
  abort "answer #{e.http_status}"
end
