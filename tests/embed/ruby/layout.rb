# frozen_string_literal: true

require_relative "imhook"

# A field is the bytes that turn up when all others are zero.
{ "imhook_buf" => Imhook::Library::Buf, "imhook_request" => Imhook::Library::Request }.each do |name, type|
  puts "#{name} of #{type.size}"
  type.members.each do |field|
    struct = type.malloc(Fiddle::RUBY_FREE)
    bytes = struct.to_ptr
    bytes[0, type.size] = "\0" * type.size
    struct[field] = -1
    content = bytes[0, type.size]
    puts "#{name}.#{field} at #{content.index("\xFF".b)} of #{content.count("\xFF".b)}"
  end
end
